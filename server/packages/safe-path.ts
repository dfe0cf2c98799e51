const MAX_PATH = 1000;
const MAX_NAME_BYTES = 240;
// Windows opens a device for these, whatever the extension, so a server there must never create them.
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const CONTROL = /\p{Cc}/u;

/**
 * Why a path of a zip or a manifest must not become a file below a folder, or undefined when it may.
 * A good path is relative, with `/` between plain names: it means the same on every system.
 */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.length > MAX_PATH) return `it has ${path.length} characters, expected at most ${MAX_PATH}`;
  if (CONTROL.test(path)) return 'it holds a control character';
  if (path.includes('\\')) return 'it holds a backslash, expected "/" between names';
  if (path.startsWith('/')) return 'it is absolute, expected a path inside the package';
  if (path.includes(':')) return 'it holds a colon (a drive or a stream), expected plain names';
  return path.split('/').map(nameFault).find(Boolean);
}

function nameFault(name: string): string | undefined {
  if (name === '..') return 'it leads out of the package';
  if (name === '' || name === '.') return 'it holds an empty name';
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `a name in it is longer than ${MAX_NAME_BYTES} bytes`;
  if (/[. ]$/.test(name)) return 'a name in it ends with a dot or a space';
  if (DEVICE.test(name)) return `"${name}" is the name of a device`;
  return undefined;
}

/** Equal for paths that are the same file on a disk which does not tell letter case apart. */
export const foldPath = (path: string): string => path.normalize('NFC').toLowerCase();

/** The folders that a path lies in, outermost first, without a slash at their end. */
export const parentsOf = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, names) => names.slice(0, index + 1).join('/'));

/** A name from outside, short and harmless enough for a message. */
export const clip = (text: string): string => {
  const clean = text.replace(/\p{Cc}/gu, '?');
  return clean.length > 120 ? `${clean.slice(0, 119)}…` : clean;
};
