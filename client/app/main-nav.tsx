import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { BookIcon, PeopleIcon, StepsIcon, TableIcon, TalkIcon } from '#client/ui/icons.tsx';
import type { Session } from '#server/contract/accounts.ts';
import styles from './layout.module.css';

type Can = NonNullable<Session>['can'];

/** The pages one may open, and no others. */
export function MainNav({ can }: { can: Can }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      <ul>
        <Item to="/" icon={<TalkIcon />} text={t('nav.today')} />
        <Item to="/progress" icon={<StepsIcon />} text={t('nav.progress')} />
        {can.seeReports && <Item to="/reports/learners" icon={<TableIcon />} text={t('nav.learners')} />}
        {(can.manageUsers || can.seeReports) && (
          <Item to="/people" icon={<PeopleIcon />} text={t('nav.people')} />
        )}
        {(can.exportPackages || can.seeReports) && (
          <Item to="/courses" icon={<BookIcon />} text={t('nav.courses')} />
        )}
      </ul>
    </nav>
  );
}

type ItemProps = { to: string; icon: ReactNode; text: string };

function Item({ to, icon, text }: ItemProps) {
  return (
    <li>
      <NavLink to={to} end={to === '/'}>
        {icon}
        {text}
      </NavLink>
    </li>
  );
}
