import type { Activity, ScoData } from '#courses/scorm/activity-tree.ts';
import { findLaunch, type Launch, type LaunchSources, type NoLaunch } from './find-launch.ts';
import { identityKeeper, titleFrom } from './item-identity.ts';
import { note } from './notices.ts';
import { refused } from './package-problem.ts';
import type { XmlNode } from './parse-xml.ts';
import type { RunTime } from './read-edition.ts';
import { readScoData } from './read-sco-data.ts';
import { readSequencing } from './read-sequencing.ts';
import { attributeLike, childrenOf, textAt, textLike } from './xml-path.ts';

export type Sco = Launch & {
  /** The manifest item's identifier; another where that is missing or taken. */
  scoId: string;
  title: string;
  /** 0-based, in the order of the manifest. */
  position: number;
  data: ScoData;
};

export type ActivitySources = LaunchSources & {
  edition: RunTime;
  /** Shared sequencing by its ID. */
  collection: ReadonlyMap<string, XmlNode>;
};
type Reading = ActivitySources & {
  idFor: ReturnType<typeof identityKeeper>;
  scos: Sco[];
  items: number;
  /** Why the first item that opens nothing does not. */
  firstFault: string | undefined;
};

const MAX_ITEMS = 2000;
const MAX_DEPTH = 50;

/** The tree of an organization, and what of it can be opened, in its order. Throws a PackageProblem when that is nothing. */
export function readActivities(
  organization: XmlNode,
  sources: ActivitySources,
): { contents: Activity; scos: Sco[] } {
  const idFor = identityKeeper(sources.findings);
  const reading: Reading = { ...sources, idFor, scos: [], items: 0, firstFault: undefined };
  const title = titleFrom(textAt(organization, 'title'));
  const id = idFor(organization.attributes['identifier']?.trim() || 'organization', title);
  const contents: Activity = {
    id,
    title,
    isVisible: true,
    kind: 'folder',
    href: '',
    prerequisites: '',
    sequencing: sequencingOf(organization, sources).sequencing,
    children: childActivities(organization, reading, 1),
  };
  if (reading.scos.length === 0) {
    throw reading.firstFault === undefined
      ? refused('nothing-to-play', 'No entry of the table of contents opens a page; expected at least one.')
      : refused('missing-file', `${reading.firstFault}. Nothing else in the package can be opened.`);
  }
  return { contents, scos: reading.scos };
}

function childActivities(node: XmlNode, reading: Reading, depth: number): Activity[] {
  if (depth > MAX_DEPTH)
    throw refused('bad-manifest', `The table of contents is more than ${MAX_DEPTH} levels deep.`);
  return childrenOf(node, 'item').flatMap((item) => activityOf(item, reading, depth) ?? []);
}

/** Undefined for an item that is left out. */
function activityOf(item: XmlNode, reading: Reading, depth: number): Activity | undefined {
  reading.items += 1;
  if (reading.items > MAX_ITEMS)
    throw refused('too-large', `The table of contents has more than ${MAX_ITEMS} entries.`);
  const launch = launchOf(item, reading);
  const isParent = childrenOf(item, 'item').length > 0;
  if (launch === undefined && !isParent && !isHeading(item, reading)) return undefined;
  const written = titleFrom(textAt(item, 'title'));
  const id = reading.idFor(item.attributes['identifier']?.trim() ?? '', written);
  const { sequencing, data } = sequencingOf(item, reading);
  const title = written || stemOf(launch) || id;
  if (written === '') note(reading.findings, 'empty-titles', title);
  const activity: Activity = {
    id,
    title,
    isVisible: !/^\s*(false|0)\s*$/i.test(attributeLike(item, 'isvisible') ?? ''),
    kind: 'folder',
    href: '',
    prerequisites: textLike(item, 'prerequisites'),
    sequencing,
    children: [],
  };
  const sco = { title, data: { ...readScoData(item, reading.edition, reading.findings), ...data } };
  const page = launch && opened(activity, launch, sco, reading, isParent);
  const children = [...(page?.children ?? []), ...childActivities(item, reading, depth + 1)];
  // All that it held was left out.
  if (isParent && launch === undefined && children.length === 0) return undefined;
  return { ...activity, ...page, children };
}

/** Makes a SCO of what an item opens, and gives what that changes of its activity. */
function opened(
  activity: Activity,
  launch: Launch,
  sco: Pick<Sco, 'title' | 'data'>,
  reading: Reading,
  isParent: boolean,
): Pick<Activity, 'kind' | 'href' | 'children'> {
  const { kind, href } = launch;
  // SCORM 2004 delivers leaves alone (SN 4.6), so the page of a parent becomes a leaf of its own.
  const isMoved = isParent && reading.edition !== '1.2';
  if (isMoved) note(reading.findings, 'parent-pages', activity.title);
  const scoId = isMoved ? reading.idFor(`${activity.id}.page`, activity.title) : activity.id;
  reading.scos.push({ ...launch, ...sco, scoId, position: reading.scos.length });
  if (!isMoved) return { kind, href, children: [] };
  const page = { ...activity, id: scoId, kind, href, prerequisites: '', sequencing: undefined };
  return { kind: 'folder', href: '', children: [page] };
}

function launchOf(item: XmlNode, reading: Reading): Launch | undefined {
  const found: Launch | NoLaunch | undefined = findLaunch(item, reading);
  if (found === undefined || 'kind' in found) return found;
  const called = titleFrom(textAt(item, 'title')) || item.attributes['identifier'] || 'without a title';
  note(reading.findings, 'skipped-items', called);
  reading.firstFault ??= `"${called.slice(0, 200)}" ${found.missing}`;
  return undefined;
}

/** In 1.2 an item that opens nothing and holds nothing is a heading; in 2004 a leaf has to open something (CAM 3.4.1.4). */
function isHeading(item: XmlNode, { edition, findings }: Reading): boolean {
  if (item.attributes['identifierref']?.trim()) return false; // told already
  if (edition === '1.2') return true;
  note(findings, 'empty-items', titleFrom(textAt(item, 'title')) || 'without a title');
  return false;
}

function sequencingOf(
  node: XmlNode,
  { edition, collection }: ActivitySources,
): Pick<Activity, 'sequencing'> & { data?: Partial<ScoData> } {
  return edition === '1.2' ? { sequencing: undefined } : readSequencing(node, collection);
}

/** `a/first-call.html` is called `first-call` where nobody gave it a title. */
const stemOf = (launch: Launch | undefined): string =>
  launch?.file
    .split('/')
    .at(-1)
    ?.replace(/\.[^.]*$/, '') ?? '';
