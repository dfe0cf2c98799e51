type Place = { pathname: string; search: string };

/** The sign-in page's address, with the place to come back to. */
export function signInHref({ pathname, search }: Place): string {
  const here = pathname + search;
  return here === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ from: here })}`;
}

/** Where to go after signing in: the place in the address if it is a page of ours, else the usual first page. */
export function placeAfterSignIn(from: string | null, usual: string): string {
  if (from === null || !from.startsWith('/')) return usual;
  const base = 'https://app.invalid';
  if (!URL.canParse(from, base)) return usual;
  // "//host" and "/\host" would lead to another site; the URL parser knows every such spelling.
  const { origin, pathname, search } = new URL(from, base);
  return origin === base && !pathname.startsWith('//') ? pathname + search : usual;
}
