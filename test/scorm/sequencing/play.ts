import type { Tree } from '#client/shell/protocol.ts';
import type { Session } from '#client/shell/run-time.ts';
import type { Scorm2004Module } from '#client/shell/sequencing/engine.ts';
import { openSequencer } from '#client/shell/sequencing/open-sequencer.ts';
import type { NavigationRequest, NavigationResult, Sequencer } from '#client/shell/sequencing/sequencer.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { parseXml, type XmlNode } from '#server/packages/parse-xml.ts';
import { readSequencing } from '#server/packages/read-sequencing.ts';

export const module = (await import('scorm-again/scorm2004')) as unknown as Scorm2004Module;

/** The contents of a manifest that is only an organization; leaves are SCOs unless they say `asset="true"`. */
export function contentsOf(organization: string, collection: string[] = []): Activity {
  const shared = collection.map((xml) => parseXml(xml, 'imsmanifest.xml'));
  const byId = new Map(shared.map((node) => [node.attributes['ID'] ?? '', node]));
  const toActivity = (node: XmlNode): Activity => {
    const id = node.attributes['identifier'] ?? '';
    const children = node.children.filter(({ name }) => name === 'item').map(toActivity);
    const leaf = node.attributes['asset'] === 'true' ? 'asset' : 'sco';
    return {
      id,
      title: id,
      isVisible: node.attributes['isvisible'] !== 'false',
      kind: children.length > 0 ? 'folder' : leaf,
      href: children.length > 0 ? '' : `${id}.html`,
      prerequisites: '',
      sequencing: readSequencing(node, byId).sequencing,
      children,
    };
  };
  return toActivity(parseXml(organization, 'imsmanifest.xml'));
}

/** What a SCO says in its session; elements of the data model by their name without `cmi.`, in order. */
export type Said = { [element: string]: string };

export type Play = {
  sequencer: () => Sequencer;
  /** Opens the attempt: what is delivered first. */
  begin: () => string;
  /** The SCO that is open runs, says this and terminates; `request` is its adl.nav.request. */
  sco: (said?: Said, request?: string) => string;
  /** The SCO that is open says this and does not terminate. */
  start: (said?: Said) => Session;
  /** The learner's own move, after the SCO has been closed without a word. */
  go: (request: NavigationRequest, target?: string) => string;
  /** The page dies and a new one is opened. */
  reopen: () => string;
  status: (id: string) => string;
  root: () => string;
};

/** A result in a word: the activity, or `ended`, `choosing`, `refused NB.2.1-4`. */
const told = (result: NavigationResult): string => {
  if (result.kind === 'delivered') return result.sco;
  return 'reason' in result && result.reason !== '' ? `${result.kind} ${result.reason}` : result.kind;
};

/**
 * Plays a package as the shell does.
 * @param everywhere the page dies after every move, and a new one goes on from what was stored
 */
export function play(contents: Activity, { everywhere = false } = {}): Play {
  let moved: NavigationResult | undefined;
  const open = (stored: string | null) =>
    openSequencer(module, contents, stored, (result) => {
      moved = result;
    });
  let sequencer = open(null);

  const reopen = (): string => {
    sequencer = open(sequencer.snapshot().sequencing);
    return told(sequencer.begin());
  };
  const after = (result: NavigationResult): string => {
    const answer = told(result);
    if (everywhere && result.kind === 'delivered') reopen();
    return answer;
  };
  const start = (said: Said = {}): Session => {
    const session = sequencer.startSession(TREE, () => true);
    expectTrue(session.initialize(''), 'Initialize');
    for (const [element, value] of Object.entries(said)) {
      expectTrue(session.setValue(element.startsWith('adl.') ? element : `cmi.${element}`, value), element);
    }
    return session;
  };
  return {
    sequencer: () => sequencer,
    begin: () => after(sequencer.begin()),
    start,
    sco(said, request) {
      const session = start(said);
      if (request !== undefined) expectTrue(session.setValue('adl.nav.request', request), request);
      moved = undefined;
      expectTrue(session.terminate(''), 'Terminate');
      if (moved === undefined) throw new Error('Terminate led to nothing; expected a move.');
      return after(moved);
    },
    go: (request, target) => after(sequencer.navigate(request, target)),
    reopen,
    status(id) {
      const { completionStatus, successStatus } = sequencer.statuses()[id] ?? {};
      return `${completionStatus} ${successStatus}`;
    },
    root() {
      const { completionStatus, successStatus, scaledScore, progress } = sequencer.snapshot();
      return [completionStatus, successStatus, scaledScore ?? '-', progress ?? '-'].join(' ');
    },
  };
}

const TREE: Tree = {
  learner_id: '7',
  learner_name: 'Doe, Jane',
  credit: 'credit',
  mode: 'normal',
  entry: 'ab-initio',
};

function expectTrue(answer: unknown, what: string): void {
  if (answer !== 'true') throw new Error(`${what} was answered with "${String(answer)}"; expected "true".`);
}

/** An organization with these parts of a `sequencing` and these items. */
export const organization = (sequencing: string, ...items: string[]): Activity =>
  contentsOf(
    `<organization identifier="org">${items.join('')}<sequencing>${sequencing}</sequencing></organization>`,
  );
