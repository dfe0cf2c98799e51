import { z } from 'zod';

// What the shell page and the server say to each other on the content origin. The page is bound to one attempt of
// one lesson by the launch token in its address: GET /play/:token/ shows it and changes nothing.

/** What the shell page holds in `<script type="application/json" id="launch">`. */
export const ShellState = z.object({
  edition: z.enum(['1.2', '2004-4']),
  /** Address of the SCO's first page on this origin. */
  href: z.string(),
  title: z.string(),
  language: z.string(),
  /** Origins of the app, whose pages may hear hints; the first is its public address. */
  appOrigins: z.array(z.string()),
  /** POST here for `OpenedSession`. */
  sessionPath: z.string(),
  /** POST `Commit` here. */
  commitPath: z.string(),
  /** Names the attempt and the lesson: the key of commits that this device has not been able to send yet. */
  journal: z.string(),
  /** The content itself says whether its work is saved and has its own way out, as our player does; the shell then speaks up only in trouble. */
  selfReporting: z.boolean(),
});
export type ShellState = z.infer<typeof ShellState>;

/**
 * Answer of POST /play/:token/session: the page now holds the lesson, an earlier page no longer does.
 * A page first sends what an earlier one left in its journal, and then asks for this: so the state it gets has it all.
 */
export const OpenedSession = z.object({
  /** Given to every commit of this session. */
  epoch: z.int().min(1),
  /** What the run-time starts with: strings only; identity, entry and total time are the server's. */
  cmi: z.record(z.string(), z.unknown()),
  atMs: z.number(),
});
export type OpenedSession = z.infer<typeof OpenedSession>;

/**
 * POST /play/:token/commit (as JSON, or as text/plain from a beacon).
 * `number` counts the commits of one session from 1; gaps are fine, a later one has everything an earlier one had.
 */
export const Commit = z.object({
  epoch: z.int().min(1),
  number: z.int().min(1).max(1_000_000),
  /** The SCO said Terminate / LMSFinish. */
  final: z.boolean(),
  /** The data model exactly as set, without its root `cmi`: lists are objects keyed "0", "1", ...; every leaf is a string. */
  cmi: z.record(z.string(), z.unknown()),
});
export type Commit = z.infer<typeof Commit>;

/** Same shape for every commit that was understood. `stored`: durable. `again`: seen before. `superseded`: a newer page holds this lesson; only unseen answers were kept. `late`: arrived after a newer commit of the same page. */
export const CommitAnswer = z.object({
  /** False only for `superseded`: this page no longer saves. */
  result: z.boolean(),
  errorCode: z.int(),
  outcome: z.enum(['stored', 'again', 'late', 'superseded']),
  atMs: z.number(),
});
export type CommitAnswer = z.infer<typeof CommitAnswer>;

/** Hints from shell to app by postMessage; the app only uses them to refresh what it shows. `finished`: the lesson has ended or was closed, and what it had is stored. */
export const ShellHint = z.object({
  askwell: z.enum(['saved', 'unsaved', 'finished', 'superseded', 'expired']),
});
export type ShellHint = z.infer<typeof ShellHint>;
