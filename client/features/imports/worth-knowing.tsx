import { useTranslation } from 'react-i18next';
import type { Notice } from '#server/contract/imports.ts';
import styles from './version.module.css';

const SHOWN = 4;

/** What is odd about a package. It plays all the same, so this is told calmly: what matters most, and the rest folded. */
export function WorthKnowing({ notices }: { notices: readonly Notice[] }) {
  const { t } = useTranslation();
  if (notices.length === 0) return null;
  // One that is folded away would take as much room as the fold.
  const shown = notices.length === SHOWN + 1 ? notices.length : SHOWN;
  const others = notices.slice(shown);
  return (
    <section className={styles.section} aria-labelledby="worth-knowing">
      <h2 id="worth-knowing">{t('imports.noticesTitle')}</h2>
      <p className={styles.soft}>{t('imports.noticesLead')}</p>
      <List notices={notices.slice(0, shown)} />
      {others.length > 0 && (
        <details className={styles.fold}>
          <summary>{t('imports.moreNotices', { count: others.length })}</summary>
          <List notices={others} />
        </details>
      )}
    </section>
  );
}

function List({ notices }: { notices: readonly Notice[] }) {
  return (
    <ul className={styles.notices}>
      {notices.map(({ rule, message }) => (
        <li key={`${rule} ${message}`} dir="auto">
          {message}
        </li>
      ))}
    </ul>
  );
}
