// Packages are other people's code: each package gets, for each learner, a host of its own, made from a pattern
// such as `https://{label}.lessons.example.net`.

/** Origin of a package's files for one learner. */
export const contentOriginOf = (pattern: string, label: string): string =>
  new URL(pattern.replace('{label}', label)).origin;

type Suffixes = { hostname: string; host: string };
const suffixes = new Map<string, Suffixes>();

/** Read once: every request asks. */
function suffixesOf(pattern: string): Suffixes {
  const known = suffixes.get(pattern);
  if (known) return known;
  const { hostname, host } = new URL(contentOriginOf(pattern, 'a'));
  const made = { hostname: hostname.slice(1), host: host.slice(1) };
  suffixes.set(pattern, made);
  return made;
}

/** What every content host ends with, such as `.lessons.example.net`. */
export const contentSuffix = (pattern: string): string => suffixesOf(pattern).hostname;

/** The label in a host name, whatever the port; undefined when the pattern does not cover it. */
export function labelIn(pattern: string, hostname: string): string | undefined {
  const suffix = contentSuffix(pattern);
  const label = hostname.endsWith(suffix) ? hostname.slice(0, -suffix.length) : '';
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) ? label : undefined;
}

/** The label of a content host, from a Host header; undefined when it is none of ours or has another port. */
export function contentLabel(pattern: string, hostHeader: string): string | undefined {
  const host = hostHeader.toLowerCase();
  const label = labelIn(pattern, host.replace(/:\d+$/, ''));
  if (label === undefined) return undefined;
  return label + suffixesOf(pattern).host === host ? label : undefined;
}
