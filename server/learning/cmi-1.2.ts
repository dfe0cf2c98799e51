import {
  branchAt,
  branchOf,
  type Cmi,
  type CompletionStatus,
  correctOf,
  fieldAt,
  keep,
  membersOf,
  objectiveIdsOf,
  type ReadInteraction,
  type Reading,
  type Start,
  type SuccessStatus,
  scaleScore,
  textAt,
} from './cmi.ts';

/** SCORM 1.2 has one word for two questions (RTE 3.4.4, cmi.core.lesson_status). */
const STATUS = new Map<string, [CompletionStatus, SuccessStatus]>([
  ['passed', ['completed', 'passed']],
  ['completed', ['completed', 'unknown']],
  ['failed', ['incomplete', 'failed']],
  ['incomplete', ['incomplete', 'unknown']],
  ['browsed', ['incomplete', 'unknown']],
]);

/** Reads a SCORM 1.2 snapshot. */
export function readCmi12(cmi: Cmi): Reading {
  const core = branchAt(cmi, 'core');
  const score = branchAt(core, 'score');
  const [completionStatus, successStatus] = STATUS.get(textAt(core, 'lesson_status')) ?? [
    'not attempted',
    'unknown',
  ];
  return {
    completionStatus,
    successStatus,
    scaledScore: scaleScore(textAt(score, 'raw'), textAt(score, 'max')),
    progress: null,
    sessionSeconds: parseTimespan12(textAt(core, 'session_time')),
    interactions: membersOf(branchAt(cmi, 'interactions')).map(readInteraction),
  };
}

/**
 * A snapshot that content ended with. Content that set no status leaves it to the LMS, which makes it "completed" (RTE
 * 3.4.4, cmi.core.lesson_status); what asked to be suspended goes on another time. The data model itself stays as set.
 */
export function readEnded12(cmi: Cmi): Reading {
  const reading = readCmi12(cmi);
  const isLeft = reading.completionStatus === 'not attempted' && textAt(cmi, 'core', 'exit') !== 'suspend';
  return isLeft ? { ...reading, completionStatus: 'completed' } : reading;
}

function readInteraction({ position, member }: { position: number; member: Cmi }): ReadInteraction {
  const result = fieldAt(member, 'result');
  return {
    position,
    interactionId: fieldAt(member, 'id'),
    type: fieldAt(member, 'type'),
    time: fieldAt(member, 'time'),
    response: fieldAt(member, 'student_response'),
    result: result === 'wrong' ? 'incorrect' : result,
    latency: fieldAt(member, 'latency'),
    objectives: objectiveIdsOf(member),
    description: '',
    correct: correctOf(member),
  };
}

/** `HHHH:MM:SS.SS` (RTE, CMITimespan) in seconds, or null. */
export function parseTimespan12(text: string): number | null {
  const parts = /^(\d{2,4}):(\d{2}):(\d{2}(?:\.\d{1,2})?)$/.exec(text);
  if (!parts) return null;
  return Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
}

/** Seconds as `HHHH:MM:SS.SS`, at most 9999:59:59.99. */
export function formatTimespan12(seconds: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), 9999 * 360_000 + 359_999);
  const two = (n: number) => String(n).padStart(2, '0');
  const whole = Math.floor(hundredths / 100);
  const clock = `${String(Math.floor(whole / 3600)).padStart(4, '0')}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return `${clock}.${two(hundredths % 100)}`;
}

const KEPT = ['suspend_data', 'comments', 'objectives', 'interactions', 'student_preference'] as const;

/**
 * What the run-time starts with. Identity, entry, mode and total time are ours. `session_time` and `exit` of the last
 * session are left out: handed back they would count twice.
 */
export function startCmi12(start: Start): Cmi {
  const { learnerId, learnerName, entry, totalSeconds, cmi, data, credit, mode } = start;
  const before = cmi ?? {};
  const core = branchAt(before, 'core');
  const status = textAt(core, 'lesson_status');
  return {
    core: {
      student_id: learnerId,
      student_name: learnerName,
      credit,
      lesson_mode: mode,
      entry,
      total_time: formatTimespan12(totalSeconds),
      ...keep(core, ['lesson_location', 'score']),
      // "not attempted" is where every run-time starts, and none lets it be set (RTE 3.4.4)
      ...(status === '' || status === 'not attempted' ? {} : { lesson_status: status }),
    },
    ...keep({ launch_data: data.launchData }, ['launch_data']),
    ...branchOf('student_data', {
      mastery_score: data.masteryScore,
      max_time_allowed: data.maxTimeAllowed,
      time_limit_action: data.timeLimitAction,
    }),
    ...keep(before, KEPT),
  };
}
