// What the server says to this page and hears from it: the shapes of server/contract/commit.ts. The shell knows no
// server code; a test holds the two against each other.
import type { Activity } from '#courses/scorm/activity-tree.ts';

export type Edition = '1.2' | '2004-4';

/** A data-model tree: lists are objects keyed "0", "1", ...; every leaf is a string. */
export type Tree = { [element: string]: string | Tree };

/** What the page holds about its launch. */
export type ShellState = {
  edition: Edition;
  href: string;
  title: string;
  language: string;
  appOrigins: string[];
  sessionPath: string;
  commitPath: string;
  scoPath: string;
  logPath: string;
  journal: string;
  selfReporting: boolean;
  mode: 'normal' | 'review';
  masteryOverride: boolean;
  /** The whole package; null for one lesson. */
  contents: Activity | null;
};

export type PackageState = {
  current: string | null;
  sequencing: string | null;
  scos: Record<string, { completionStatus: string; successStatus: string }>;
};

export type OpenedSession = {
  epoch: number;
  cmi: Record<string, unknown>;
  package: PackageState | null;
  atMs: number;
};

export type EnterSco = { epoch: number; sco: string; fresh: boolean };
export type EnteredSco = { cmi: Record<string, unknown>; atMs: number };

/** What the sequencing engine's root activity has rolled up to, and its state. */
export type PackageCommit = {
  completionStatus: 'not attempted' | 'incomplete' | 'completed' | 'unknown';
  successStatus: 'passed' | 'failed' | 'unknown';
  scaledScore: number | null;
  progress: number | null;
  sequencing: string;
};

export type Commit = {
  epoch: number;
  number: number;
  final: boolean;
  cmi: Record<string, unknown>;
  sco?: string | undefined;
  package?: PackageCommit | undefined;
};

export type LoggedCall = {
  atMs: number;
  sco: string;
  name: string;
  args: string[];
  result: string;
  error: string;
};
export type CallLog = { epoch: number; part: number; skipped: number; calls: LoggedCall[] };

export type CommitAnswer = {
  result: boolean;
  errorCode: number;
  outcome: 'stored' | 'again' | 'late' | 'superseded' | 'review';
  atMs: number;
};

export type Hint = 'saved' | 'unsaved' | 'finished' | 'superseded' | 'expired';
