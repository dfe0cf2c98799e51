import { z } from 'zod';

/**
 * POST /play/:token/commit on the content origin, sent by our shell (as JSON, or as text/plain from a beacon).
 * `epoch` is given to a page when its shell loads; `number` counts that page's commits from 1 across its API instances.
 */
export const Commit = z.object({
  epoch: z.int().min(1),
  number: z.int().min(1).max(1_000_000),
  /** The SCO said Terminate / LMSFinish. */
  final: z.boolean(),
  /** The data model exactly as set: scorm-again's JSON for one SCO; every leaf a string. */
  cmi: z.record(z.string(), z.unknown()),
});
export type Commit = z.infer<typeof Commit>;

/** Same shape for every commit that was understood. `stored`: durable. `again`: seen before. `superseded`: a newer page holds this lesson; only unseen answers were kept. `late`: arrived after a newer commit of the same page. */
export const CommitAnswer = z.object({
  result: z.boolean(),
  errorCode: z.int(),
  outcome: z.enum(['stored', 'again', 'late', 'superseded']),
  atMs: z.number(),
});
export type CommitAnswer = z.infer<typeof CommitAnswer>;

/** What the shell page holds in `<script type="application/json" id="launch">`. */
export const ShellState = z.object({
  epoch: z.int(),
  edition: z.enum(['1.2', '2004-4']),
  /** Address of the SCO's first page on this origin. */
  href: z.string(),
  title: z.string(),
  language: z.string(),
  /** Origin of the app page that may hear hints. */
  appOrigin: z.string(),
  commitPath: z.string(),
  /** What the API starts with: strings only, identity, entry and total time computed by the server. */
  cmi: z.record(z.string(), z.unknown()),
});
export type ShellState = z.infer<typeof ShellState>;

/** Hints from shell to app by postMessage; the app only uses them to refresh what it shows. */
export const ShellHint = z.object({
  askwell: z.enum(['saved', 'unsaved', 'finished', 'superseded', 'expired']),
});
export type ShellHint = z.infer<typeof ShellHint>;
