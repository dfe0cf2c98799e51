import { findRoot, isLeftover } from './find-root.ts';
import { type OpenZip, openZip, type ZipSource } from './zip.ts';
import type { ZipLimits } from './zip-contents.ts';

/** A zip as the package in it: paths count from the folder with the manifest, and nothing else is seen. */
export type OpenPackage = OpenZip & {
  /** Path of the manifest. */
  manifest: string;
};

/** Opens a zip and finds the package in it. The caller closes it. Throws a PackageProblem. */
export async function openPackage(source: ZipSource, limits: Partial<ZipLimits> = {}): Promise<OpenPackage> {
  const zip = await openZip(source, limits);
  try {
    const paths = zip.entries.map(({ path }) => path);
    const { folder, manifest } = findRoot(paths, zip.findings);
    return {
      ...zip,
      entries: zip.entries
        .filter(({ path }) => path.startsWith(folder) && !isLeftover(path))
        .map(({ path, bytes }) => ({ path: path.slice(folder.length), bytes })),
      open: (path) => zip.open(`${folder}${path}`),
      manifest,
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}
