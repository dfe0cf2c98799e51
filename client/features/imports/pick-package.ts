/** What somebody dropped or chose: one zip, or why it cannot be that one. */
export type Picked = { file: File } | { unfit: Unfit };
export type Unfit = 'several' | 'folder' | 'empty' | 'not-zip';

/**
 * Says at once what would be refused anyway, before many megabytes are on their way. Only the name is looked at: whether
 * it is a package the server finds out.
 */
export function pickPackage(files: readonly File[], hasFolder = false): Picked | null {
  if (hasFolder) return { unfit: 'folder' };
  const [file] = files;
  if (file === undefined) return null;
  if (files.length > 1) return { unfit: 'several' };
  if (!/\.(zip|pif)$/i.test(file.name)) return { unfit: 'not-zip' };
  return file.size === 0 ? { unfit: 'empty' } : { file };
}

/** The same for a drop, which may hold folders. Text or a picture that was dragged holds no file at all. */
export function pickDropped(data: DataTransfer): Picked | null {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  return pickPackage(
    [...data.files],
    entries.some((entry) => entry?.isDirectory === true),
  );
}
