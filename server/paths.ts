import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, whether this runs from source or from the bundle in dist/. */
export const ROOT = findRoot(import.meta.dirname);

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'courses'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`No askwell project folder above ${import.meta.dirname}`);
  return findRoot(parent);
}

/** Folders and files that ship with the project. */
export const paths = {
  library: join(ROOT, 'courses/library'),
  tips: join(ROOT, 'courses/tips.yaml'),
  coachPacks: join(ROOT, 'courses/coach/packs'),
  coachLabelled: join(ROOT, 'courses/coach/labelled'),
  guides: join(ROOT, 'docs/lms'),
  app: join(ROOT, 'dist/app'),
  player: join(ROOT, 'dist/player'),
  shell: join(ROOT, 'dist/shell'),
  /** Packages of the bundled courses, made by the build. */
  prebuilt: join(ROOT, 'dist/library'),
  migrations: join(ROOT, 'drizzle'),
  controlDocuments: join(ROOT, 'node_modules/node-scorm-packager/lib/schemas/definitionFiles'),
};
