import type { Edition } from '#courses/format/lesson-data.ts';

/** What a lesson of one edition asks of its LMS. */
export type Needs = {
  functions: { get: string; set: string; commit: string; lastError: string; all: readonly string[] };
  /** Read and written back in the self-test. */
  state: string;
  location: string;
  status: readonly string[];
  /** Read only, besides; a lesson does without the optional ones. */
  needed: readonly string[];
  optional: readonly string[];
  /** Characters of `cmi.suspend_data` that the standard grants: SCORM 1.2 RTE 3.4.4; SCORM 2004 RTE 4.2.21. */
  stateLimit: number;
  /** Error codes that say "this value is wrong": SCORM 1.2 RTE 3.3.2 (201, 402-405); SCORM 2004 RTE 3.1.7 (351, 404-408). */
  valueErrors: readonly string[];
  /** Error codes of an element that an LMS has not got. */
  missingErrors: readonly string[];
  /** Error codes of a value that was never set: no fault. */
  emptyErrors: readonly string[];
};

const ALL_12 = ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSGetLastError'];

const NEEDS_12: Needs = {
  functions: {
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    lastError: 'LMSGetLastError',
    all: ALL_12,
  },
  state: 'cmi.suspend_data',
  location: 'cmi.core.lesson_location',
  status: ['cmi.core.lesson_status'],
  needed: ['cmi.core.lesson_status', 'cmi.suspend_data'],
  optional: [
    'cmi.core.lesson_location',
    'cmi.core.score.raw',
    'cmi.core.entry',
    'cmi.core.lesson_mode',
    'cmi.core.credit',
    'cmi.objectives._count',
    'cmi.interactions._count',
  ],
  stateLimit: 4096,
  valueErrors: ['201', '403', '404', '405'],
  missingErrors: ['401', '402'],
  emptyErrors: [],
};

const NEEDS_2004: Needs = {
  functions: {
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    lastError: 'GetLastError',
    all: ALL_12.map((name) => (name === 'LMSFinish' ? 'Terminate' : name.slice('LMS'.length))),
  },
  state: 'cmi.suspend_data',
  location: 'cmi.location',
  status: ['cmi.completion_status', 'cmi.success_status'],
  needed: ['cmi.completion_status', 'cmi.success_status', 'cmi.suspend_data'],
  optional: [
    'cmi.location',
    'cmi.score.scaled',
    'cmi.progress_measure',
    'cmi.entry',
    'cmi.mode',
    'cmi.credit',
    'cmi.objectives._count',
    'cmi.interactions._count',
  ],
  stateLimit: 64_000,
  valueErrors: ['351', '404', '405', '406', '407', '408'],
  missingErrors: ['401', '402'],
  emptyErrors: ['403'],
};

export const needsOf = (edition: Edition): Needs => (edition === '1.2' ? NEEDS_12 : NEEDS_2004);
