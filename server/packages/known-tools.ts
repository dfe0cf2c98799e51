/** Authoring tools, by a file that only they leave in a package; the first that fits is meant. */
const TOOLS: readonly (readonly [tool: string, mark: RegExp])[] = [
  ['Articulate Rise', /^scormcontent\/(lib\/|index\.html$)/],
  ['Articulate Storyline', /^(story\.html|story_content\/)/],
  ['Adobe Captivate', /^(index_scorm\.html|assets\/js\/CPM\.js|callees\/)/],
  ['iSpring', /^res\/data\/(player\.js|ispring|.*\.slide)|^res\/.*ispring/i],
  ['Adapt', /^adapt\/js\/adapt\.min\.js$|^course\/[a-z-]+\/contentObjects\.json$/],
  [
    'eXeLearning',
    /^(content\.data|contentv3\.xml|exe_jquery\.js|content\/.*exelearning.*|common\.js|idevices\/.*|libs\/exe_.*)$/,
  ],
  ['Xerte', /^(xerte.*|common_html5\/.*|models_html5\/.*)$/i],
  ['Easygenerator', /^(includedVersion\.txt|settings\.js|content\/data\.js)$/],
  ['H5P', /(^|\/)h5p\.json$/],
];

/** The tool that made a package, where its files give it away. */
export const toolOf = (paths: readonly string[]): string | undefined =>
  TOOLS.find(([, mark]) => paths.some((path) => mark.test(path)))?.[0];

export type OtherStandard = 'cmi5' | 'Tin Can' | 'AICC' | 'H5P';

const MARKS: readonly (readonly [file: string, standard: OtherStandard])[] = [
  ['cmi5.xml', 'cmi5'],
  ['tincan.xml', 'Tin Can'],
  ['h5p.json', 'H5P'],
];

/**
 * The standard of a package that is not SCORM, by the files it must have, in whatever folder (cmi5 13.1, Tin Can
 * packaging, AICC CMI001 6).
 */
export function otherStandard(paths: readonly string[]): OtherStandard | undefined {
  const names = paths.map((path) => path.toLowerCase().split('/').at(-1) ?? '');
  const marked = MARKS.find(([file]) => names.includes(file))?.[1];
  if (marked !== undefined) return marked;
  return ['.crs', '.au', '.cst'].every((end) => names.some((name) => name.endsWith(end)))
    ? 'AICC'
    : undefined;
}

/** What else a SCORM package can be played as. */
export const alsoMadeFor = (paths: readonly string[]): OtherStandard[] =>
  MARKS.flatMap(([file, standard]) => (standard !== 'H5P' && paths.includes(file) ? standard : []));
