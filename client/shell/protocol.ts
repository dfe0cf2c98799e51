// What the server says to this page and hears from it: the shapes of server/contract/commit.ts. The shell knows no
// server code; a test holds the two against each other.

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
  journal: string;
  selfReporting: boolean;
};

export type OpenedSession = { epoch: number; cmi: Record<string, unknown>; atMs: number };

export type Commit = { epoch: number; number: number; final: boolean; cmi: Record<string, unknown> };

export type CommitAnswer = {
  result: boolean;
  errorCode: number;
  outcome: 'stored' | 'again' | 'late' | 'superseded';
  atMs: number;
};

export type Hint = 'saved' | 'unsaved' | 'finished' | 'superseded' | 'expired';
