import { refused } from './package-problem.ts';
import { clip } from './safe-path.ts';

/** What an address in a manifest leads to. `rest` is its query and fragment, ready for an address bar. */
export type Address =
  /** Paths in the package that it can mean, the likeliest first, decoded. */
  { kind: 'inside'; paths: string[]; rest: string } | { kind: 'elsewhere'; href: string };

const MAX_LENGTH = 8000;

/**
 * Reads an address below the `xml:base`s around it, outermost first. `parameters` are joined as CAM 3.4.1.4 tells (one `?`
 * or `#`, and nothing is added twice). A page on another website is `elsewhere`; scripts, other protocols and paths that
 * leave the package are refused.
 */
export function resolveHref(bases: readonly string[], address: string, parameters: string): Address {
  const length = bases.reduce((sum, base) => sum + base.length, address.length + parameters.length);
  if (length > MAX_LENGTH) {
    throw refused(
      'unsafe-address',
      `The manifest launches "${clip(address)}", an address of ${length} characters; expected at most ${MAX_LENGTH}.`,
    );
  }
  const href = cleaned(address);
  const around = bases.map(cleaned);
  const inner = around.slice(Math.max(around.findLastIndex(isAbsolute), 0));
  const cut = href.search(/[?#]/);
  const path = cut === -1 ? href : href.slice(0, cut);
  const rest = joinParameters(cut === -1 ? '' : href.slice(cut), parameters.trim());
  const whole = isAbsolute(path) ? path : `${inner.map(withSlash).join('')}${path}`;
  if (isAbsolute(whole)) return { kind: 'elsewhere', href: `${website(whole, href)}${rest}` };
  const candidates = [whole, withBases(inner, path), path].flatMap((each) => [decode(each), each]);
  const paths = [...new Set(candidates.flatMap((each) => withoutDots(each) ?? []))];
  if (withoutDots(decode(whole)) === undefined || paths.length === 0)
    throw refused('unsafe-address', `The manifest launches "${clip(href)}", which leads out of the package.`);
  return { kind: 'inside', paths, rest };
}

/** The address of a file of the package, percent-encoded. */
export const hrefOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Browsers drop these before they look for a scheme, so "java\nscript:" is one to them. */
const cleaned = (address: string): string =>
  address
    .replace(/[\t\n\r]/g, '')
    .trim()
    .toWellFormed();
const isAbsolute = (address: string): boolean => /^[\p{Cc}\s]*([a-z][a-z0-9+.-]*:|[\\/]{2})/iu.test(address);
const withSlash = (base: string): string => (base === '' || /[\\/]$/.test(base) ? base : `${base}/`);

/** A base without a slash at its end is a file to the standard, and its folder counts (RFC 3986, 5.2.3). */
const withBases = (bases: readonly string[], path: string): string =>
  `${bases.map((base) => base.slice(0, base.lastIndexOf('/') + 1)).join('')}${path}`;

/** Only plain web addresses pass: with a host and without a name and password in front of it. */
function website(address: string, written: string): string {
  const url = /^https?:\/\/[^\\]*$/i.test(address) && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') {
    throw refused(
      'unsafe-address',
      `The manifest launches "${clip(written)}"; expected a file of the package.`,
    );
  }
  return url.href;
}

/** A broken percent sign means itself, as browsers read it. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `/a/./b/../c` becomes `a/c`; undefined when it climbs past the root. */
function withoutDots(path: string): string | undefined {
  const names: string[] = [];
  for (const name of path.replaceAll('\\', '/').split('/')) {
    if (name === '.' || name === '') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return names.join('/').normalize('NFC');
}

function joinParameters(own: string, parameters: string): string {
  const bare = parameters.replace(/^[?&]+/, '');
  if (bare === '' || (parameters.startsWith('#') && own.includes('#'))) return safe(own);
  if (parameters.startsWith('#')) return safe(`${own}${parameters}`);
  const hash = own.indexOf('#');
  const query = hash === -1 ? own : own.slice(0, hash);
  const fragment = hash === -1 ? '' : own.slice(hash);
  return safe(`${query}${query === '' ? '?' : '&'}${bare}${fragment}`);
}

/** What may not stand in an address is encoded; what is encoded already stays. */
const safe = (rest: string): string =>
  rest.toWellFormed().replace(/[^\w\-.~!$&'()*+,;=:@/?#%[\]]/gu, encodeURIComponent);
