import type { ScoData } from '#courses/scorm/activity-tree.ts';
import type { LessonStatus } from '#server/contract/learning.ts';

/** A data-model tree as scorm-again writes it: lists are objects keyed "0", "1", ...; every leaf is a string. */
export type Cmi = { [element: string]: string | Cmi };

export type CompletionStatus = 'not attempted' | 'incomplete' | 'completed' | 'unknown';
export type SuccessStatus = 'passed' | 'failed' | 'unknown';

/** One answer as the content wrote it, in 2004 words. */
export type ReadInteraction = {
  /** Its index in `cmi.interactions`. */
  position: number;
  interactionId: string;
  type: string;
  time: string;
  response: string;
  /** `correct`, `incorrect`, `unanticipated`, `neutral`, a number, or ''. */
  result: string;
  latency: string;
  objectives: string[];
  /** What was asked, in the content's words; '' in SCORM 1.2, which has no place for it. */
  description: string;
  /** Correct response patterns. */
  correct: string[];
};

/** What we understand of a snapshot. Everything else is kept and handed back, not read. */
export type Reading = {
  completionStatus: CompletionStatus;
  successStatus: SuccessStatus;
  /** -1..1, or null when there is no usable score. */
  scaledScore: number | null;
  /** 0..1, or null when the content does not say. */
  progress: number | null;
  /** Length of the session as the content reports it; null when it does not. */
  sessionSeconds: number | null;
  interactions: ReadInteraction[];
};

/** What a run-time starts with, besides what the content left behind. */
export type Start = {
  learnerId: string;
  learnerName: string;
  entry: 'ab-initio' | 'resume' | '';
  totalSeconds: number;
  /** The last snapshot, null the first time. */
  cmi: Cmi | null;
  /** What the manifest says about the SCO. */
  data: ScoData;
} & PlayMode;

/** What the content is told about its attempt: whether it counts, and whether anything is stored. */
export type PlayMode = { credit: 'credit' | 'no-credit'; mode: 'normal' | 'review' };

/** Text at a path of a tree; '' when there is none. */
export function textAt(tree: Cmi | string | undefined, ...path: string[]): string {
  let at = tree;
  for (const name of path) at = typeof at === 'object' && Object.hasOwn(at, name) ? at[name] : undefined;
  return typeof at === 'string' ? at : '';
}

/** The branch at a name; an empty one when there is none. */
export function branchAt(tree: Cmi | undefined, name: string): Cmi {
  const at = tree && Object.hasOwn(tree, name) ? tree[name] : undefined;
  return typeof at === 'object' ? at : {};
}

/** Members of a list in the order of their indices; members under an odd key are left out. */
export function membersOf(list: Cmi): { position: number; member: Cmi }[] {
  return Object.entries(list)
    .filter(([key, member]) => /^(0|[1-9]\d{0,5})$/.test(key) && typeof member === 'object')
    .map(([key, member]) => ({ position: Number(key), member: member as Cmi }))
    .sort((a, b) => a.position - b.position);
}

/** Longest text of one field of an answer that is kept beside the snapshot; SCORM 2004 allows 4,000 for a response. */
const FIELD = 4000;

/** A field of an answer as every database can hold it: bounded, without NUL or half a surrogate pair. */
export function fieldAt(member: Cmi, name: string): string {
  const text = textAt(member, name);
  if (text.length <= FIELD && text.isWellFormed() && !text.includes('\0')) return text;
  return text.slice(0, FIELD).toWellFormed().replaceAll('\0', '\uFFFD');
}

/** The ids in `objectives` of one interaction, as far as an answer can sensibly name some. */
export const objectiveIdsOf = (interaction: Cmi): string[] =>
  membersOf(branchAt(interaction, 'objectives'))
    .slice(0, 50)
    .map(({ member }) => fieldAt(member, 'id'))
    .filter((id) => id !== '');

/** The correct response patterns of one interaction. SCORM 2004 4th edition gives ten of a choice, and no type more. */
export const correctOf = (interaction: Cmi): string[] =>
  membersOf(branchAt(interaction, 'correct_responses'))
    .slice(0, 20)
    .map(({ member }) => fieldAt(member, 'pattern'))
    .filter((pattern) => pattern !== '');

/** A decimal number as SCORM writes it, or null. */
export const decimal = (text: string): number | null =>
  /^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? Number(text) : null;

/** A raw score on its own scale, as -1..1; null without a usable raw score. 1.2 leaves the maximum open: 100 then. */
export function scaleScore(raw: string, max: string): number | null {
  const value = decimal(raw);
  const top = decimal(max) ?? 100;
  return value === null || top <= 0 ? null : clamp(value / top);
}

export const clamp = (value: number): number => Math.min(1, Math.max(-1, value));

/** Copies the named branches and leaves, without empty leaves (scorm-again skips them and keeps its own defaults). */
export function keep(tree: Cmi, names: readonly string[]): Cmi {
  const kept: Cmi = {};
  for (const name of names) {
    const value = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (typeof value === 'string' && value !== '') kept[name] = value;
    else if (typeof value === 'object' && Object.keys(value).length > 0) kept[name] = value;
  }
  return kept;
}

/** The leaves that say something, as a branch; nothing at all when none does. */
export function branchOf(name: string, leaves: Record<string, string>): Cmi {
  const told = keep(leaves, Object.keys(leaves));
  return Object.keys(told).length > 0 ? { [name]: told } : {};
}

const RANK = ['not-started', 'in-progress', 'completed', 'passed'] as const satisfies readonly LessonStatus[];

/** The status people see: the better of what was reached before and what the snapshot says now. */
export function betterStatus(before: LessonStatus, now: LessonStatus): LessonStatus {
  return RANK.indexOf(now) > RANK.indexOf(before) ? now : before;
}

/** A snapshot's status in one word. Something was committed, so it is at least in progress. */
export function statusOf({
  completionStatus,
  successStatus,
}: Pick<Reading, 'completionStatus' | 'successStatus'>): LessonStatus {
  if (successStatus === 'passed') return 'passed';
  return completionStatus === 'completed' ? 'completed' : 'in-progress';
}
