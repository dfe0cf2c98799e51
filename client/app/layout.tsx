import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration } from 'react-router';
import { useSignOut } from '#client/api/session.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { Button } from '#client/ui/button.tsx';
import { Mark } from '#client/ui/icons.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useOnline } from '#client/ui/use-online.ts';
import styles from './layout.module.css';
import { MainNav } from './main-nav.tsx';
import { useMe } from './use-me.ts';
import { Waiting } from './waiting.tsx';

/** What surrounds every page: who one is, the way around, and whether there is a network. */
export function Layout() {
  const { t } = useTranslation();
  const me = useMe();
  const online = useOnline();
  return (
    <div className={styles.withNav}>
      <a className={styles.skip} href="#main">
        {t('app.skip')}
      </a>
      <div className={styles.top}>
        <header className={styles.header}>
          <Link className={styles.brand} to="/">
            <Mark />
            {t('app.name')}
          </Link>
          <MainNav can={me.can} />
          <Who name={me.user.name} />
        </header>
      </div>
      {!online && (
        <div className={styles.offline}>
          <Notice tone="warn" text={t('app.offline')} />
        </div>
      )}
      <main id="main" tabIndex={-1} className={styles.main}>
        <Suspense fallback={<Waiting />}>
          <Outlet context={me} />
        </Suspense>
      </main>
      <ScrollRestoration />
    </div>
  );
}

function Who({ name }: { name: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const signOut = useSignOut();
  return (
    <div className={styles.who}>
      <bdi className={styles.name} title={name}>
        {name}
      </bdi>
      <Button
        look="plain"
        isPending={signOut.isPending}
        onPress={() =>
          signOut.mutate(undefined, {
            onSuccess: () => announce(t('app.signedOut')),
            onError: () => announce(t('problem.unreachable')),
          })
        }
      >
        {t('app.signOut')}
      </Button>
    </div>
  );
}
