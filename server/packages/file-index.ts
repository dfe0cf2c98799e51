import { foldPath } from './safe-path.ts';

/** The files of a package, found by the name that they have or, since many tools do not mind, in another letter case. */
export type FileIndex = {
  paths: readonly string[];
  find: (path: string) => string | undefined;
};

export function indexFiles(paths: readonly string[]): FileIndex {
  const exact = new Set(paths);
  const folded = new Map(paths.map((path) => [foldPath(path), path]));
  return { paths, find: (path) => (exact.has(path) ? path : folded.get(foldPath(path))) };
}

/** What authoring tools call the page to start with, the likeliest first. */
const START_PAGES = [
  'index.html',
  'index.htm',
  'index_lms.html',
  'index_lms_html5.html',
  'index_scorm.html',
  'story.html',
  'story_html5.html',
  'launch.html',
  'start.html',
  'default.html',
  'default.htm',
  'main.html',
];

/** The page in the folder of an absent one that plainly stands for it; undefined when none does. */
export function startPageNear(absent: string, { paths, find }: FileIndex): string | undefined {
  const folder = absent.slice(0, absent.lastIndexOf('/') + 1);
  for (const name of START_PAGES) {
    const page = find(`${folder}${name}`);
    if (page !== undefined) return page;
  }
  const pages = paths.filter(
    (path) => path.startsWith(folder) && /^[^/]+\.html?$/i.test(path.slice(folder.length)),
  );
  return pages.length === 1 ? pages[0] : undefined;
}
