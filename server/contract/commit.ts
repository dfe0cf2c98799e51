import { z } from 'zod';
import type { Activity } from '#courses/scorm/activity-tree.ts';

// What the shell page and the server say to each other on the content origin. The page is bound by the launch token in
// its address to one attempt: to one lesson of it, or to a whole package. GET /play/:token/ shows it and changes nothing.

const ActivityTree = z.custom<Activity>((value) => typeof value === 'object' && value !== null);

/** What the shell page holds in `<script type="application/json" id="launch">`. */
export const ShellState = z.object({
  edition: z.enum(['1.2', '2004-4']),
  /** Address of the first page on this origin: the lesson's, or the folder of a whole package (ends with a slash). */
  href: z.string(),
  title: z.string(),
  language: z.string(),
  /** Origins of the app, whose pages may hear hints; the first is its public address. */
  appOrigins: z.array(z.string()),
  /** POST here for `OpenedSession`. */
  sessionPath: z.string(),
  /** POST `Commit` here. */
  commitPath: z.string(),
  /** Whole packages: POST `EnterSco` here for `EnteredSco`. */
  scoPath: z.string(),
  /** POST `CallLog` here. */
  logPath: z.string(),
  /** Names the attempt and the lesson: the key of commits that this device has not been able to send yet. */
  journal: z.string(),
  /** The content itself says whether its work is saved and has its own way out, as our player does; the shell then speaks up only in trouble. */
  selfReporting: z.boolean(),
  /** `review`: nothing that happens is stored, and the content is told so (lesson_mode, mode). */
  mode: z.enum(['normal', 'review']),
  /** 1.2: a mastery score decides passed or failed at LMSFinish, whatever the content said. */
  masteryOverride: z.boolean(),
  /** The whole package with its organization; null for one lesson, which the page opens at once. */
  contents: ActivityTree.nullable(),
});
export type ShellState = z.infer<typeof ShellState>;

/** A package as a whole, as it was left. */
export const PackageState = z.object({
  /** The SCO to open: the one that was open last, or null for the first. */
  current: z.string().nullable(),
  /** The sequencing engine's state as it wrote it; null before the first commit, and always in 1.2. */
  sequencing: z.string().nullable(),
  /** By SCO: how it stands, for the table of contents and for prerequisites. SCOs nobody opened are missing. */
  scos: z.record(z.string(), z.object({ completionStatus: z.string(), successStatus: z.string() })),
});
export type PackageState = z.infer<typeof PackageState>;

/**
 * Answer of POST /play/:token/session: the page now holds the lesson or package, an earlier page no longer does.
 * A page first sends what an earlier one left in its journal, and then asks for this: so the state it gets has it all.
 */
export const OpenedSession = z.object({
  /** Given to every commit of this session. */
  epoch: z.int().min(1),
  /** What the run-time starts with: strings only; identity, entry and total time are the server's. Empty for a whole package. */
  cmi: z.record(z.string(), z.unknown()),
  package: PackageState.nullable(),
  atMs: z.number(),
});
export type OpenedSession = z.infer<typeof OpenedSession>;

/** POST /play/:token/sco: a whole package opens one of its SCOs. `fresh`: sequencing begins a new attempt on it, so nothing of an earlier one is given back. */
export const EnterSco = z.object({
  epoch: z.int().min(1),
  sco: z.string().min(1).max(255),
  fresh: z.boolean(),
});
export type EnterSco = z.infer<typeof EnterSco>;
export const EnteredSco = z.object({ cmi: z.record(z.string(), z.unknown()), atMs: z.number() });
export type EnteredSco = z.infer<typeof EnteredSco>;

/** SCORM 2004: what the sequencing engine's root activity has rolled up to, and its state. */
export const PackageCommit = z.object({
  completionStatus: z.enum(['not attempted', 'incomplete', 'completed', 'unknown']),
  successStatus: z.enum(['passed', 'failed', 'unknown']),
  scaledScore: z.number().min(-1).max(1).nullable(),
  progress: z.number().min(0).max(1).nullable(),
  sequencing: z.string().max(1_000_000),
});
export type PackageCommit = z.infer<typeof PackageCommit>;

/**
 * POST /play/:token/commit (as JSON, or as text/plain from a beacon).
 * `number` counts the commits of one session from 1, across all SCOs of a package; gaps are fine, a later one has
 * everything an earlier one of the same SCO had.
 */
export const Commit = z.object({
  epoch: z.int().min(1),
  number: z.int().min(1).max(1_000_000),
  /** The SCO said Terminate / LMSFinish. */
  final: z.boolean(),
  /** The data model exactly as set, without its root `cmi`: lists are objects keyed "0", "1", ...; every leaf is a string. */
  cmi: z.record(z.string(), z.unknown()),
  /** Whole packages: the SCO that it comes from. */
  sco: z.string().min(1).max(255).optional(),
  /** Whole packages in 2004; in 1.2 the server rolls up. */
  package: PackageCommit.optional(),
});
export type Commit = z.infer<typeof Commit>;

/** Same shape for every commit that was understood. `stored`: durable. `again`: seen before. `superseded`: a newer page holds this lesson; only unseen answers were kept. `late`: arrived after a newer commit of the same page. `review`: nothing is stored in review mode. */
export const CommitAnswer = z.object({
  /** False only for `superseded`: this page no longer saves. */
  result: z.boolean(),
  errorCode: z.int(),
  outcome: z.enum(['stored', 'again', 'late', 'superseded', 'review']),
  atMs: z.number(),
});
export type CommitAnswer = z.infer<typeof CommitAnswer>;

/** One call of the content to its run-time: milliseconds since the page was loaded, function, arguments, result, error code. Long texts are cut. */
export const LoggedCall = z.object({
  atMs: z.int().min(0),
  sco: z.string().max(255),
  name: z.string().max(30),
  args: z.array(z.string().max(600)).max(3),
  result: z.string().max(600),
  error: z.string().max(10),
});
export type LoggedCall = z.infer<typeof LoggedCall>;
/** POST /play/:token/log: the calls since the last part, so that a trainer can see whose fault a problem is. Best effort: a part that is lost is lost. `skipped`: calls left out before these because there were too many. */
export const CallLog = z.object({
  epoch: z.int().min(1),
  part: z.int().min(1).max(10_000),
  skipped: z.int().min(0),
  calls: z.array(LoggedCall).max(500),
});
export type CallLog = z.infer<typeof CallLog>;

/** Hints from shell to app by postMessage; the app only uses them to refresh what it shows. `finished`: the lesson has ended or was closed, and what it had is stored. */
export const ShellHint = z.object({
  askwell: z.enum(['saved', 'unsaved', 'finished', 'superseded', 'expired']),
});
export type ShellHint = z.infer<typeof ShellHint>;
