import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { XMLParser } from 'fast-xml-parser';
import { unzipSync } from 'fflate';

// Foreign LMSs reduced to their peculiarities: each imports a package by rules of its own, launches it in a page of its
// own and offers a run-time of its own. They share nothing with our server or shell.

/** What makes an LMS peculiar. Left out: by the book. */
export type Quirk = {
  /** One sentence: what it does, and where it was met. */
  what: string;
  /** Launches the first resource with an href instead of the items of the organization. */
  firstResource?: boolean;
  /** Offers the API of the other generation too. */
  bothApis?: boolean;
  /** Commits by a synchronous request, which a page that goes away may not make. */
  synchronous?: boolean;
  /** How long a commit takes. */
  delayMs?: number;
  /** Answers false with error 0 to every Set and Commit, although they work. */
  falseButWorked?: boolean;
  /** Answers with booleans and numbers instead of text. */
  booleans?: boolean;
  /** Throws the suspended data away once the lesson is complete. */
  forgetsWhenDone?: boolean;
  /** Keeps only so many characters of the suspended data, and says nothing. */
  truncatesAt?: number;
  /** Opens lessons in a window of their own; the API is at its opener. */
  popup?: boolean;
  /** No page of it ever sees `unload`. */
  noUnload?: boolean;
  /** Has no optional elements, and '' for every element that need not be there. */
  bare?: boolean;
  /** Its API appears so late. */
  lateMs?: number;
};

export const QUIRKS = {
  'by the book': { what: 'An LMS without a peculiarity, to compare with.' },
  'first resource launched': {
    what: 'Launches the first resource, as the Open edX block does.',
    firstResource: true,
  },
  'both APIs present': {
    what: 'Offers both APIs and keeps only what the edition’s own was told (Saba, Kallidus).',
    bothApis: true,
  },
  'synchronous only': {
    what: 'Commits by synchronous requests; they fail while a page goes away.',
    synchronous: true,
  },
  'slow commits': { what: 'Every commit takes 1.5 s and blocks the page.', synchronous: true, delayMs: 1500 },
  'false but worked': { what: 'Answers false with error 0 to calls that worked.', falseButWorked: true },
  'booleans for text': { what: 'Answers true, false and numbers instead of text.', booleans: true },
  'cleared at completion': {
    what: 'Deletes suspended data when the lesson is complete (Fuse).',
    forgetsWhenDone: true,
  },
  'truncates at 4,096': {
    what: 'Cuts suspended data at 4,096 characters without a word.',
    truncatesAt: 4096,
  },
  'popup window': { what: 'Opens the lesson in a window of its own.', popup: true },
  'unload blocked': {
    what: 'Forbids unload by its permissions policy, as browsers begin to.',
    noUnload: true,
  },
  'nothing optional': { what: 'Has no optional element, not even interactions and objectives.', bare: true },
  'late API': { what: 'Its API appears one second after the lesson.', lateMs: 1000 },
} satisfies Record<string, Quirk>;
export type QuirkName = keyof typeof QUIRKS;

export type Imported = { edition: '1.2' | '2004'; launch: string };

const list = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : ([value].flat() as T[]));
type Node = Record<string, unknown>;
const at = (node: unknown, name: string): Node[] =>
  list((node as Node | undefined)?.[name] as Node | Node[] | undefined);
const text = (node: Node | undefined, name: string): string =>
  (node?.[`@${name}`] as string | undefined) ?? '';

/** Reads a package as simple LMSs do: literal prefixes, exact words, the manifest at the root. Throws where one would refuse. */
export function importPackage(
  files: Record<string, Uint8Array>,
  { firstResource = false }: Partial<Quirk>,
): Imported {
  const xml = files['imsmanifest.xml'];
  if (!xml) throw new Error('There is no imsmanifest.xml at the root.');
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
  const manifest = at(parser.parse(new TextDecoder().decode(xml)), 'manifest')[0];
  const version = (at(manifest, 'metadata')[0]?.['schemaversion'] as string | undefined) ?? '';
  if (!['1.2', '2004 3rd Edition', '2004 4th Edition'].includes(version))
    throw new Error(`Unknown version "${version}".`);
  const edition = version === '1.2' ? '1.2' : '2004';
  const resources = at(at(manifest, 'resources')[0], 'resource');
  const organizations = at(manifest, 'organizations')[0];
  const organization = at(organizations, 'organization').find(
    (one) => text(one, 'identifier') === text(organizations, 'default'),
  );
  const item = at(organization, 'item')[0];
  if (text(item, 'isvisible') !== 'true') throw new Error('The first item is not visible.');
  const resource = firstResource
    ? resources.find((one) => text(one, 'href') !== '')
    : resources.find((one) => text(one, 'identifier') === text(item, 'identifierref'));
  const type = text(resource, edition === '1.2' ? 'adlcp:scormtype' : 'adlcp:scormType');
  if (type !== 'sco') throw new Error(`The resource to launch is "${type}"; expected sco.`);
  const launch = decodeURIComponent(text(resource, 'href'));
  const listed = new Set(
    resources.flatMap((one) => at(one, 'file').map((file) => decodeURIComponent(text(file, 'href')))),
  );
  // What is not listed is not kept, as in repositories that copy by the manifest.
  for (const path of Object.keys(files)) if (!listed.has(path)) delete files[path];
  if (!files[launch]) throw new Error(`The file to launch, "${launch}", is not there.`);
  return { edition, launch };
}

type Setup = { quirk: Quirk; edition: '1.2' | '2004'; launch: string };

/** The run-time of the page, as text: it runs in the browser and uses nothing from outside. `kept` outlives the page. */
const PAGE_SCRIPT = `
const { quirk, edition, launch } = setup;
const old = edition === '1.2';
const ask = (method, path, body) => {
  const request = new XMLHttpRequest();
  request.open(method, path, false);
  request.send(body);
  return request.responseText;
};
window.kept = () => JSON.parse(ask('GET', '/state'));
window.foreign = 0;
const before = kept();
const now = { ...before };
const prefix = old ? 'LMS' : '';
let error = '0', open = false;
const status = old ? 'cmi.core.lesson_status' : 'cmi.completion_status';
const optional = old
  ? /^cmi\\.(objectives|interactions|comments|student_|launch_data|core\\.(score\\.(min|max)|lesson_mode|credit|student_name))/
  : /^cmi\\.(objectives|interactions|comments|progress_measure|score\\.(raw|min|max)|mode|credit|learner_name|launch_data)/;
const count = (name) => new Set(Object.keys(now).filter((key) => key.startsWith('cmi.' + name + '.')).map((key) => key.split('.')[2])).size;
const defaults = old
  ? { 'cmi.core.student_name': 'Okoye, Ada', 'cmi.core.lesson_mode': 'normal', 'cmi.core.credit': 'credit', 'cmi.core.lesson_status': 'not attempted' }
  : { 'cmi.learner_name': 'Okoye, Ada', 'cmi.mode': 'normal', 'cmi.credit': 'credit', 'cmi.completion_status': 'unknown', 'cmi.success_status': 'unknown' };
const read = (name) => {
  if (quirk.bare && optional.test(name)) return '';
  if (/entry$/.test(name)) return quirk.bare ? '' : Object.keys(before).length ? 'resume' : 'ab-initio';
  const list = /^cmi\\.(interactions|objectives)\\._count$/.exec(name);
  return list ? String(count(list[1])) : now[name] ?? defaults[name] ?? '';
};
const keep = () => {
  const state = { ...now };
  const done = ['completed', 'passed'].includes(state[status]);
  if (quirk.truncatesAt) state['cmi.suspend_data'] = (state['cmi.suspend_data'] || '').slice(0, quirk.truncatesAt);
  if (quirk.forgetsWhenDone && done) delete state['cmi.suspend_data'];
  const body = JSON.stringify(state);
  if (!quirk.synchronous) return navigator.sendBeacon('/state', body);
  try { ask('POST', '/state', body); return true; } catch { return false; }
};
const say = (ok, worked) => {
  error = ok ? '0' : old ? '101' : '391';
  if (quirk.falseButWorked && worked) return 'false';
  return quirk.booleans ? ok : String(ok);
};
const api = {
  Initialize: () => { open = true; return say(true); },
  Terminate: () => { const ok = open && keep(); open = false; return say(ok, true); },
  GetValue: (name) => { error = open ? '0' : old ? '301' : '122'; const value = open ? read(name) : ''; return quirk.booleans && value !== '' && !isNaN(value) ? Number(value) : value; },
  SetValue: (name, value) => {
    if (!open) { error = old ? '301' : '132'; return 'false'; }
    if (quirk.bare && optional.test(name)) { error = '401'; return 'false'; }
    now[name] = String(value);
    return say(true, true);
  },
  Commit: () => say(open && keep(), true),
  GetLastError: () => quirk.booleans ? Number(error) : error,
  GetErrorString: () => '', GetDiagnostic: () => '',
};
const offer = () => {
  window[old ? 'API' : 'API_1484_11'] = Object.fromEntries(Object.entries(api).map(([name, act]) => [prefix + (old && name === 'Terminate' ? 'Finish' : name), act]));
};
// The other generation's API answers kindly and keeps nothing.
if (quirk.bothApis) window[old ? 'API_1484_11' : 'API'] = new Proxy({}, { get: () => () => { window.foreign += 1; return 'true'; } });
if (quirk.lateMs) setTimeout(offer, quirk.lateMs); else offer();
if (quirk.popup) {
  const button = document.createElement('button');
  button.textContent = 'Open the lesson';
  button.onclick = () => window.open('/package/' + launch, 'lesson', 'width=1000,height=700');
  document.body.append(button);
} else {
  const frame = document.createElement('iframe');
  frame.title = 'lesson';
  frame.src = '/package/' + launch;
  document.body.append(frame);
}
`;

const page = (setup: Setup): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>An LMS</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style></head><body><script>
const setup = ${JSON.stringify(setup)};${PAGE_SCRIPT}</script></body></html>`;

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
};

async function bodyOf(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export type SimulatedLms = Imported & {
  url: string;
  /** What it holds of the learner's attempt. */
  record: () => Record<string, string>;
  close: () => Promise<void>;
};

/** Imports a package and offers it to one learner. Throws where the LMS would refuse the package. */
export async function startSimulatedLms(zip: Uint8Array, quirk: Quirk): Promise<SimulatedLms> {
  const files = unzipSync(zip);
  const imported = importPackage(files, quirk);
  let state = '{}';
  const keep = async (asked: IncomingMessage): Promise<void> => {
    const body = await bodyOf(asked);
    await new Promise((wake) => setTimeout(wake, quirk.delayMs ?? 0));
    state = body;
  };
  const answer = async (asked: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (quirk.noUnload) res.setHeader('Permissions-Policy', 'unload=()');
    const path = decodeURIComponent(new URL(asked.url ?? '/', 'http://lms').pathname);
    if (path === '/state' && asked.method === 'POST') await keep(asked);
    if (path === '/state') return void res.setHeader('Content-Type', 'application/json').end(state);
    if (path === '/lms')
      return void res.setHeader('Content-Type', 'text/html; charset=utf-8').end(page({ quirk, ...imported }));
    const file = path.startsWith('/package/') ? files[path.slice('/package/'.length)] : undefined;
    if (!file) return void res.writeHead(404).end('not here');
    res.setHeader('Content-Type', TYPES[path.split('.').pop() ?? ''] ?? 'application/octet-stream').end(file);
  };
  const server = createServer((asked, res) => void answer(asked, res).catch(() => res.destroy()));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    ...imported,
    url: `http://127.0.0.1:${port}/lms`,
    record: () => JSON.parse(state) as Record<string, string>,
    close: () =>
      new Promise((done, fail) => {
        server.closeAllConnections();
        server.close((error) => (error ? fail(error) : done()));
      }),
  };
}
