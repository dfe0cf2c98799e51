import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { LanguagePack } from '#courses/coach/language-pack.ts';
import { parsePack } from '#courses/coach/parse-pack.ts';
import type { Edition, LessonData } from '#courses/format/lesson-data.ts';
import { parseTips, tipTitles } from '#courses/format/tips.ts';
import { unavailable } from '#server/errors.ts';
import { paths } from '#server/paths.ts';

/** Files by their path in a package. */
export type Files = Map<string, Uint8Array>;

const CONTROL_DOCUMENTS: Record<Edition, { folder: string; leaveOut: string[] }> = {
  // The metadata schema is needed only by manifests that use its namespace; ours do not.
  '1.2': { folder: 'scorm12edition', leaveOut: ['imsmd_rootv1p2p1.xsd'] },
  '2004-3': { folder: 'scorm20043rdedition', leaveOut: [] },
  '2004-4': { folder: 'scorm20044thedition', leaveOut: [] },
};

/** The edition's schemas, and the two DTDs that `xml.xsd` needs to be read at all; they lie at a package's root. */
export async function readControlDocuments(edition: Edition): Promise<Files> {
  const { folder, leaveOut } = CONTROL_DOCUMENTS[edition];
  const below = join(paths.controlDocuments, folder);
  const names = (await readdir(below)).filter(
    (name) => /\.(xsd|dtd)$/.test(name) && !leaveOut.includes(name),
  );
  return readAll(names.sort().map((name) => [name, join(below, name)]));
}

const notBuilt = (cause: unknown) =>
  unavailable(
    'The lesson player has not been built (dist/player/player.js is missing). Run "npm run build" first.',
    {
      as: 'player-not-built',
      cause,
    },
  );

/** The built player, below `player/`; its messages travel inside the lessons, its source maps stay at home. */
export async function readPlayer(): Promise<Files> {
  const found = await readdir(paths.player, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      throw notBuilt(error);
    },
  );
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(paths.player, file).split(sep).join('/'), file] as const)
    .filter(([path]) => !path.startsWith('messages/') && !path.endsWith('.map'))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const player = await readAll(files.map(([path, file]) => [`player/${path}`, file]));
  if (!player.has('player/player.js')) throw notBuilt(undefined);
  return player;
}

/** The player's words in a language: of the whole tag, else of its first part, else English. */
export async function readMessages(language: string): Promise<LessonData['messages']> {
  for (const tag of [language, language.split('-')[0], 'en']) {
    const text = await readFile(join(paths.player, 'messages', `${tag}.json`), 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as LessonData['messages'];
  }
  throw notBuilt(undefined);
}

/** What the coach knows of a language: of the whole tag, else of its first part; undefined where there is no pack. */
export async function readPack(language: string): Promise<LanguagePack | undefined> {
  for (const tag of [language, language.split('-')[0] ?? language]) {
    const file = join(paths.coachPacks, `${tag}.yaml`);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return parsePack(text, `courses/coach/packs/${tag}.yaml`);
  }
  return undefined;
}

/** The tips' titles for learners, in the language of the course where there are any in it (`tips.fr.yaml`). */
export async function readTips(language: string): Promise<LessonData['tips']> {
  const own = paths.tips.replace(/\.yaml$/, `.${language.split('-')[0]}.yaml`);
  const file = existsSync(own) ? own : paths.tips;
  const { value, problems } = parseTips(await readFile(file, 'utf8'), file);
  if (value === undefined) throw new Error(`${file}: ${problems[0]?.message}`);
  return tipTitles(value);
}

async function readAll(files: [path: string, file: string][]): Promise<Files> {
  const read = files.map(async ([path, file]) => [path, new Uint8Array(await readFile(file))] as const);
  return new Map(await Promise.all(read));
}
