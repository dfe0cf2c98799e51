/** What somebody dropped or chose: one zip, or why it cannot be that one. */
export type Picked = { file: File } | { unfit: Unfit };
export type Unfit = 'several' | 'folder' | 'empty' | 'not-zip' | 'too-large';

type Limits = {
  /** Of one package; infinite while nobody has said. */
  maxBytes: number;
};

/**
 * Says at once what would be refused anyway, before many megabytes are on their way. Only name and size are looked at:
 * whether it is a package the server finds out.
 */
export function pickPackage(files: readonly File[], { maxBytes }: Limits): Picked | null {
  const [file] = files;
  if (file === undefined) return null;
  if (files.length > 1) return { unfit: 'several' };
  if (!/\.(zip|pif)$/i.test(file.name)) return { unfit: 'not-zip' };
  if (file.size === 0) return { unfit: 'empty' };
  return file.size > maxBytes ? { unfit: 'too-large' } : { file };
}

/** The same for a drop, which may hold folders. */
export function pickDropped(data: DataTransfer, limits: Limits): Picked | null {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  if (entries.some((entry) => entry?.isDirectory === true)) return { unfit: 'folder' };
  return pickPackage([...data.files], limits);
}
