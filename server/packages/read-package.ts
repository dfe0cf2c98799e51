import { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { refused } from './package-problem.ts';
import { parseXml } from './parse-xml.ts';
import { type Manifest, readManifest } from './read-manifest.ts';
import { type OpenZip, openZip, type ZipSource } from './zip.ts';

export const MANIFEST = 'imsmanifest.xml';
export const DESCRIPTION = 'askwell.json';
const MAX_MANIFEST_BYTES = 10_000_000;

/** A package that was looked at and found safe to unpack and to play. */
export type Package = Manifest & {
  /** Our own description; undefined in a package that is not ours. */
  askwell: AskwellJson | undefined;
  paths: string[];
};

/** One file of a package, read while it is asked for. */
export type PackageFile = { path: string; content: AsyncIterable<Uint8Array> };

/**
 * The one way into the system for a package, ours or anybody's: inspects the zip without writing anything.
 * Throws a PackageProblem with a sentence for the sender.
 */
export async function readPackage(source: ZipSource): Promise<Package> {
  const zip = await openZip(source);
  try {
    const paths = zip.entries.map(({ path }) => path);
    const manifest = readManifest(parseXml(await manifestBytes(zip, paths), MANIFEST), new Set(paths));
    const askwell = paths.includes(DESCRIPTION) ? await readDescription(zip, manifest) : undefined;
    return { ...manifest, askwell, paths };
  } finally {
    zip.close();
  }
}

/** The package's files one after the other, each checked while it is read; constant memory. */
export async function* packageFiles(source: ZipSource): AsyncGenerator<PackageFile> {
  const zip = await openZip(source);
  try {
    for (const { path } of zip.entries) yield { path, content: zip.open(path) };
  } finally {
    zip.close();
  }
}

async function manifestBytes(zip: OpenZip, paths: string[]): Promise<Buffer> {
  if (paths.includes(MANIFEST)) return readWhole(zip, MANIFEST);
  const elsewhere = paths.find((path) => path.toLowerCase().split('/').at(-1) === MANIFEST);
  const hint =
    elsewhere === undefined ? '' : ` It holds "${elsewhere}": zip the folder's content, not the folder.`;
  throw refused(
    'no-manifest',
    `The zip has no ${MANIFEST} at its root, so it is not a SCORM package.${hint}`,
  );
}

async function readWhole(zip: OpenZip, path: string): Promise<Buffer> {
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

async function readDescription(zip: OpenZip, manifest: Manifest): Promise<AskwellJson> {
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
