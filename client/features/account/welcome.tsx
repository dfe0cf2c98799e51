import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '#client/api/loaded.tsx';
import { linkQuery } from '#client/api/session.ts';
import { PageHeading } from '#client/ui/page-heading.tsx';
import type { Session } from '#server/contract/accounts.ts';
import { AccountPage } from './account-page.tsx';
import { ChoosePassword } from './choose-password.tsx';
import { DeadLink, isDead, ToSignIn } from './dead-link.tsx';

type Props = { token: string | null; onRedeemed: (session: Session) => void };

/** The page a one-time link opens: says hello, lets the person choose a password. `token` is null when none came along. */
export function Welcome({ token, onRedeemed }: Props) {
  return (
    <AccountPage>
      {token === null ? <MissingLink /> : <KnownLink token={token} onRedeemed={onRedeemed} />}
    </AccountPage>
  );
}

function KnownLink({ token, onRedeemed }: { token: string } & Pick<Props, 'onRedeemed'>) {
  const { t } = useTranslation();
  const link = useQuery(linkQuery(token));
  if (isDead(link.error)) return <DeadLink error={link.error} />;
  return (
    <>
      {!link.data && <PageHeading title={t('welcome.title')} />}
      <Loaded query={link}>
        {(info) => <ChoosePassword token={token} info={info} onRedeemed={onRedeemed} />}
      </Loaded>
    </>
  );
}

function MissingLink() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('welcome.missingTitle')} lead={t('welcome.missing')} />
      <p>{t('welcome.deadReady')}</p>
      <ToSignIn />
    </>
  );
}
