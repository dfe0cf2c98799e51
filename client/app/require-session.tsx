import { Navigate, Outlet, useLocation } from 'react-router';
import { Loaded } from '#client/api/loaded.tsx';
import { useHasLeft, useSession } from '#client/api/session.ts';
import styles from './layout.module.css';
import { signInHref } from './return-to.ts';

/**
 * Everything inside needs somebody signed in; others are sent to the sign-in page. It brings them back here when the
 * session ran out, and not after signing out: the next person may be another one.
 */
export function RequireSession() {
  const session = useSession();
  const location = useLocation();
  const left = useHasLeft();
  if (session.data) return <Outlet context={session.data} />;
  if (session.data === null) return <Navigate to={left ? '/sign-in' : signInHref(location)} replace />;
  return (
    <main className={styles.alone}>
      <Loaded query={session}>{() => null}</Loaded>
    </main>
  );
}
