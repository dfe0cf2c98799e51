import { refused } from './package-problem.ts';
import { clip, pathFault } from './safe-path.ts';

/**
 * The file that a launch address means, and the address to open: percent-encoded, relative to the package's root.
 * `parameters` are joined as CAM 3.4.1.4 tells (one `?` or `#`, and nothing is added twice).
 * Addresses that leave the package (another host, a script, `..` past the root) are refused.
 */
export function resolveHref(address: string, parameters: string): { file: string; href: string } {
  const trimmed = address.trim();
  const refuse = (why: string): never => {
    throw refused('unsafe-address', `The manifest launches "${clip(trimmed)}": ${why}.`);
  };
  if (/^[a-z][a-z0-9+.-]*:/i.test(trimmed) || trimmed.startsWith('//'))
    refuse('it leads to another place, expected a file of the package');
  const cut = trimmed.search(/[?#]/);
  const written = cut === -1 ? trimmed : trimmed.slice(0, cut);
  const file = withoutDots(decode(written)) ?? refuse('it leads out of the package');
  const fault = pathFault(file);
  if (fault !== undefined) refuse(fault);
  const rest = joinParameters(cut === -1 ? '' : trimmed.slice(cut), parameters.trim());
  return { file, href: `${file.split('/').map(encodeURIComponent).join('/')}${rest}` };
}

/** A broken percent sign means itself, as browsers read it. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `a/./b/../c` becomes `a/c`; undefined when it climbs past the root. */
function withoutDots(path: string): string | undefined {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return names.join('/');
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
const safe = (rest: string): string => rest.replace(/[^\w\-.~!$&'()*+,;=:@/?#%[\]]/gu, encodeURIComponent);
