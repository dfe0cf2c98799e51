import { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { Notice } from '#server/contract/imports.ts';
import { decodeLoosely, MAX_CHARACTERS } from './decode-xml.ts';
import { alsoMadeFor, toolOf } from './known-tools.ts';
import { note, noticesOf } from './notices.ts';
import { type OpenPackage, openPackage } from './open-package.ts';
import { refused } from './package-problem.ts';
import { parseXml } from './parse-xml.ts';
import { type Manifest, readManifest } from './read-manifest.ts';
import { repairXml } from './repair-xml.ts';
import type { ZipSource } from './zip.ts';
import type { ZipLimits } from './zip-contents.ts';

export const DESCRIPTION = 'askwell.json';
/** A manifest of as many characters as is read at most, in UTF-16. */
const MAX_MANIFEST_BYTES = 2 * MAX_CHARACTERS;

/** A package that was looked at and found safe to unpack and to play. */
export type Package = Manifest & {
  /** The authoring tool, where the files give it away. */
  tool: string | null;
  /** Our own description; undefined in a package that is not ours. */
  askwell: AskwellJson | undefined;
  /** Its files, counted from the folder with the manifest. */
  paths: string[];
  /** What was odd and tolerated, for a trainer. */
  notices: Notice[];
};

/** One file of a package, read while it is asked for. */
export type PackageFile = { path: string; bytes: number; content: AsyncIterable<Uint8Array> };

/**
 * The one way into the system for a package, ours or anybody's: inspects the zip without writing anything, and reads no
 * more of it than the manifest and our own description. Untidy packages are read with notices; dangerous ones and those
 * with nothing to play throw a PackageProblem with a sentence for the sender.
 */
export async function readPackage(source: ZipSource, limits: Partial<ZipLimits> = {}): Promise<Package> {
  const zip = await openPackage(source, limits);
  try {
    const { findings } = zip;
    const paths = zip.entries.map(({ path }) => path);
    const others = alsoMadeFor(paths);
    for (const standard of others) note(findings, 'other-standards', standard);
    const { text, namespaces } = repairXml(
      decodeLoosely(await readWhole(zip, zip.manifest), zip.manifest, findings),
      zip.manifest,
      findings,
    );
    const manifest = readManifest(parseXml(text, zip.manifest), namespaces, paths, findings);
    const askwell = paths.includes(DESCRIPTION) ? await readDescription(zip, manifest) : undefined;
    const tool = askwell === undefined ? (toolOf(paths) ?? null) : 'Askwell';
    return { ...manifest, tool, askwell, paths, notices: noticesOf(findings) };
  } finally {
    zip.close();
  }
}

/** The package's files one after the other, each checked while it is read; constant memory. */
export async function* packageFiles(
  source: ZipSource,
  limits: Partial<ZipLimits> = {},
): AsyncGenerator<PackageFile> {
  const zip = await openPackage(source, limits);
  try {
    for (const { path, bytes } of zip.entries) yield { path, bytes, content: zip.open(path) };
  } finally {
    zip.close();
  }
}

async function readWhole(zip: OpenPackage, path: string): Promise<Buffer> {
  const bytes = zip.entries.find((entry) => entry.path === path)?.bytes ?? 0;
  if (bytes > MAX_MANIFEST_BYTES) {
    throw refused('too-large', `${path} has ${bytes} bytes; expected at most ${MAX_MANIFEST_BYTES}.`);
  }
  return Buffer.concat(await chunksOf(zip.open(path)));
}

async function chunksOf(content: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return chunks;
}

async function readDescription(zip: OpenPackage, manifest: Manifest): Promise<AskwellJson> {
  const described = AskwellJson.safeParse(parseJson((await readWhole(zip, DESCRIPTION)).toString('utf8')));
  if (!described.success) {
    const issue = described.error.issues[0];
    throw refused(
      'bad-description',
      `${DESCRIPTION} is not as expected at "${issue?.path.join('.')}": ${issue?.message}.`,
    );
  }
  const known = new Set(manifest.scos.map(({ scoId }) => scoId));
  const stray = described.data.lessons.find(({ sco }) => !known.has(sco));
  if (stray !== undefined || described.data.lessons.length !== known.size) {
    throw refused(
      'bad-description',
      `${DESCRIPTION} and the manifest name different lessons${stray ? ` ("${stray.sco}")` : ''}; expected the same.`,
    );
  }
  return described.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused('bad-description', `${DESCRIPTION} is not JSON.`, error);
  }
}
