import type { ExportOptions } from '#courses/scorm/export-options.ts';

export type Files = Map<string, Uint8Array>;
export type Mutation = {
  what: string;
  /** The rule that must notice. */
  rule: string;
  /** Where the mutation makes sense; everywhere when left out. */
  only?: (options: ExportOptions) => boolean;
  spoil: (files: Files) => void;
};

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

export function edit(files: Files, path: string, change: (text: string) => string): void {
  const before = decode(files.get(path));
  const after = change(before);
  if (after === before) throw new Error(`The mutation changes nothing in ${path}.`);
  files.set(path, encode(after));
}
export const inManifest =
  (change: (text: string) => string) =>
  (files: Files): void =>
    edit(files, 'imsmanifest.xml', change);
export const replace = (search: string | RegExp, by: string) =>
  inManifest((text) => text.replace(search, by));
export const is12 = ({ edition }: ExportOptions): boolean => edition === '1.2';
export const is2004 = (options: ExportOptions): boolean => !is12(options);
export const isPerLesson = ({ layout }: ExportOptions): boolean => layout === 'per-lesson';
export const isInOrder = ({ order }: ExportOptions): boolean => order === 'in-order';

/** Under another name, and last. */
export function rename(files: Files, from: string, to: string): void {
  const bytes = files.get(from) ?? new Uint8Array();
  files.delete(from);
  files.set(to, bytes);
}
export const launchFile = (files: Files): string =>
  /<resource [^>]*href="([^"]*)"/.exec(decode(files.get('imsmanifest.xml')))?.[1] ?? '';
