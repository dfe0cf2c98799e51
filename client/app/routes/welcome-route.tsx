import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { firstPage } from '#client/app/first-page.ts';
import { Welcome } from '#client/features/account/welcome.tsx';
import type { Session } from '#server/contract/accounts.ts';

/**
 * Reads the token behind the # (which browsers never send to a server) and takes it out of the address at once, so that
 * it stays out of bookmarks and screenshots. The history entry keeps it, so that loading the page again still works;
 * using the link up replaces that entry.
 */
export function WelcomeRoute() {
  const { hash, state } = useLocation();
  const navigate = useNavigate();
  const inAddress = hash.length > 1 ? hash.slice(1) : null;
  useEffect(() => {
    if (inAddress !== null) void navigate('/welcome', { replace: true, state: { token: inAddress } });
  }, [inAddress, navigate]);
  const token = inAddress ?? readToken(state);
  const handleRedeemed = (session: Session) =>
    void navigate(session ? firstPage(session) : '/', { replace: true });
  return <Welcome key={token} token={token} onRedeemed={handleRedeemed} />;
}

function readToken(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('token' in state)) return null;
  return typeof state.token === 'string' ? state.token : null;
}
