import type { Edition } from '#courses/format/lesson-data.ts';

/** One call of a lesson to its run-time, as recorded: one line of a `calls.jsonl`. */
export type Call = {
  /** The function's name, `LMSSetValue` or `SetValue`. */
  call: string;
  args: readonly string[];
  answer: string;
  /** What the run-time's last-error function would say after the call; `0` is none. */
  error?: string;
  /** Milliseconds since 1970. */
  atMs?: number;
  /** Which opening of the lesson it belongs to, from 1; 1 when left out. */
  session?: number;
  /** Identifier of the manifest's item. */
  sco?: string;
};

export type Role =
  | 'initialize'
  | 'terminate'
  | 'get'
  | 'set'
  | 'commit'
  | 'lastError'
  | 'errorString'
  | 'diagnostic';

const NAMES_12: Record<Role, string> = {
  initialize: 'LMSInitialize',
  terminate: 'LMSFinish',
  get: 'LMSGetValue',
  set: 'LMSSetValue',
  commit: 'LMSCommit',
  lastError: 'LMSGetLastError',
  errorString: 'LMSGetErrorString',
  diagnostic: 'LMSGetDiagnostic',
};
const NAMES_2004: Record<Role, string> = {
  initialize: 'Initialize',
  terminate: 'Terminate',
  get: 'GetValue',
  set: 'SetValue',
  commit: 'Commit',
  lastError: 'GetLastError',
  errorString: 'GetErrorString',
  diagnostic: 'GetDiagnostic',
};

/** What an edition calls its API object and the eight functions (SCORM 1.2 RTE 3.3, SCORM 2004 RTE 3). */
export const apiNames = (
  edition: Edition,
): { object: 'API' | 'API_1484_11'; functions: Record<Role, string> } =>
  edition === '1.2'
    ? { object: 'API', functions: NAMES_12 }
    : { object: 'API_1484_11', functions: NAMES_2004 };

/** What an edition's function is for; undefined for a name it has not got. */
export const roleOf = (edition: Edition, call: string): Role | undefined => {
  const names = apiNames(edition).functions;
  return (Object.keys(names) as Role[]).find((role) => names[role] === call);
};
