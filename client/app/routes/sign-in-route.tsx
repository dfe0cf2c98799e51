import { Navigate, useSearchParams } from 'react-router';
import { useSession } from '#client/api/session.ts';
import { firstPage } from '#client/app/first-page.ts';
import { placeAfterSignIn } from '#client/app/return-to.ts';
import { SignIn } from '#client/features/account/sign-in.tsx';

/** Whoever is signed in, or just became so, is taken to where they wanted to be. */
export function SignInRoute() {
  const session = useSession();
  const [params] = useSearchParams();
  if (session.data)
    return <Navigate to={placeAfterSignIn(params.get('from'), firstPage(session.data))} replace />;
  return <SignIn />;
}
