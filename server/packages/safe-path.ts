import { refused } from './package-problem.ts';

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

/** Throws when the paths cannot lie side by side in one folder on every disk: equal but for case, or a file that is also a folder. */
export function refuseClashes(paths: string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const key = foldCase(path);
    const other = seen.get(key);
    if (other !== undefined) {
      throw refused(
        'unsafe-path',
        `The zip holds "${clip(other)}" and "${clip(path)}"; expected names that differ in more than case.`,
      );
    }
    seen.set(key, path);
  }
  for (const path of paths) {
    const parents = path
      .split('/')
      .slice(0, -1)
      .map((_, index, names) => names.slice(0, index + 1).join('/'));
    const clash = parents.find((parent) => seen.has(foldCase(parent)));
    if (clash !== undefined) {
      throw refused(
        'unsafe-path',
        `"${clip(clash)}" is both a file and a folder in the zip; expected one of the two.`,
      );
    }
  }
}

const foldCase = (path: string): string => path.normalize('NFC').toLowerCase();

/** A name from outside, short and harmless enough for a message. */
export const clip = (text: string): string => {
  const clean = text.replace(/\p{Cc}/gu, '?');
  return clean.length > 120 ? `${clean.slice(0, 119)}…` : clean;
};
