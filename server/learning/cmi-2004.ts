import {
  branchAt,
  type Cmi,
  type CompletionStatus,
  clamp,
  correctOf,
  decimal,
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

const COMPLETION: readonly string[] = [
  'not attempted',
  'incomplete',
  'completed',
  'unknown',
] satisfies CompletionStatus[];
const SUCCESS: readonly string[] = ['passed', 'failed', 'unknown'] satisfies SuccessStatus[];

/** Reads a SCORM 2004 snapshot. */
export function readCmi2004(cmi: Cmi): Reading {
  const completion = textAt(cmi, 'completion_status');
  const success = textAt(cmi, 'success_status');
  const score = branchAt(cmi, 'score');
  const scaled = decimal(textAt(score, 'scaled'));
  return {
    completionStatus: COMPLETION.includes(completion) ? (completion as CompletionStatus) : 'unknown',
    successStatus: SUCCESS.includes(success) ? (success as SuccessStatus) : 'unknown',
    scaledScore: scaled === null ? scaleScore(textAt(score, 'raw'), textAt(score, 'max')) : clamp(scaled),
    progress: progressOf(textAt(cmi, 'progress_measure')),
    sessionSeconds: parseDuration(textAt(cmi, 'session_time')),
    interactions: membersOf(branchAt(cmi, 'interactions')).map(readInteraction),
  };
}

function readInteraction({ position, member }: { position: number; member: Cmi }): ReadInteraction {
  return {
    position,
    interactionId: fieldAt(member, 'id'),
    type: fieldAt(member, 'type'),
    time: fieldAt(member, 'timestamp'),
    response: fieldAt(member, 'learner_response'),
    result: fieldAt(member, 'result'),
    latency: fieldAt(member, 'latency'),
    objectives: objectiveIdsOf(member),
    description: fieldAt(member, 'description'),
    correct: correctOf(member),
  };
}

/** RTE 4.2.18, `cmi.progress_measure`: 0..1. */
function progressOf(text: string): number | null {
  const measure = decimal(text);
  return measure === null ? null : Math.min(1, Math.max(0, measure));
}

const DURATION =
  /^P(?=\d|T\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,10}(?:\.\d{1,2})?)S)?)?$/;
/** Years and months have no fixed length; SCORM content does not use them, and a rough length loses less than none. */
const SECONDS = [365 * 86_400, 30 * 86_400, 86_400, 3600, 60, 1];

/** `P1DT2H3M4.5S` (RTE 4.1.1.7, timeinterval) in seconds, or null. */
export function parseDuration(text: string): number | null {
  const parts = DURATION.exec(text);
  if (!parts) return null;
  return SECONDS.reduce((sum, unit, at) => sum + unit * Number(parts[at + 1] ?? 0), 0);
}

/** Seconds as `PT1H2M3.45S`. */
export function formatDuration(seconds: number): string {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const hours = Math.floor(hundredths / 360_000);
  const minutes = Math.floor(hundredths / 6000) % 60;
  const rest = (hundredths % 6000) / 100;
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest}S`;
}

const KEPT = [
  'location',
  'suspend_data',
  'completion_status',
  'success_status',
  'progress_measure',
  'score',
  'objectives',
  'interactions',
  'comments_from_learner',
  'learner_preference',
] as const;

/** What the run-time starts with; see the SCORM 1.2 one for what is left out and why. */
export function startCmi2004(start: Start): Cmi {
  const { learnerId, learnerName, entry, totalSeconds, cmi, data, credit, mode } = start;
  const told = {
    launch_data: data.launchData,
    max_time_allowed: data.maxTimeAllowed,
    time_limit_action: data.timeLimitAction,
    scaled_passing_score: data.scaledPassingScore,
    completion_threshold: data.completionThreshold,
  };
  return {
    learner_id: learnerId,
    learner_name: learnerName,
    credit,
    mode,
    entry,
    total_time: formatDuration(totalSeconds),
    ...keep(told, Object.keys(told)),
    ...branchOfObjectives(data.objectives),
    ...keep(cmi ?? {}, KEPT),
  };
}

/** The objectives that the run-time lists before the content has set any (RTE 4.2.17). */
const branchOfObjectives = (ids: readonly string[]): Cmi =>
  ids.length === 0 ? {} : { objectives: Object.fromEntries(ids.map((id, at) => [String(at), { id }])) };
