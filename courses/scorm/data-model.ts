// The element names of both data models, written out. `n` stands for an index. What is not listed does not exist: neither
// for content that asks its run-time, nor for the server that keeps what a run-time held.

const SCORE = ['_children', 'raw', 'min', 'max'];
const under = (parent: string, names: readonly string[]): string[] =>
  names.map((name) => `${parent}.${name}`);

/** SCORM 1.2 RTE, section 3.4. */
const ELEMENTS_12 = [
  'cmi._version',
  'cmi.suspend_data',
  'cmi.launch_data',
  'cmi.comments',
  'cmi.comments_from_lms',
  ...under('cmi.core', [
    '_children',
    'student_id',
    'student_name',
    'lesson_location',
    'credit',
    'lesson_status',
    'entry',
    'total_time',
    'lesson_mode',
    'exit',
    'session_time',
  ]),
  ...under('cmi.core.score', SCORE),
  ...under('cmi.objectives', ['_children', '_count', 'n.id', 'n.status']),
  ...under('cmi.objectives.n.score', SCORE),
  ...under('cmi.student_data', ['_children', 'mastery_score', 'max_time_allowed', 'time_limit_action']),
  ...under('cmi.student_preference', ['_children', 'audio', 'language', 'speed', 'text']),
  ...under('cmi.interactions', ['_children', '_count']),
  ...under('cmi.interactions.n', [
    'id',
    'time',
    'type',
    'weighting',
    'student_response',
    'result',
    'latency',
    'objectives._count',
    'objectives.n.id',
    'correct_responses._count',
    'correct_responses.n.pattern',
  ]),
];

const SCORE_2004 = [...SCORE, 'scaled'];
const COMMENT = ['_children', '_count', 'n.comment', 'n.location', 'n.timestamp'];

/** SCORM 2004 4th edition RTE, section 4.2. */
const ELEMENTS_2004 = [
  ...under('cmi', [
    '_version',
    'completion_status',
    'completion_threshold',
    'credit',
    'entry',
    'exit',
    'launch_data',
    'learner_id',
    'learner_name',
    'location',
    'max_time_allowed',
    'mode',
    'progress_measure',
    'scaled_passing_score',
    'session_time',
    'success_status',
    'suspend_data',
    'time_limit_action',
    'total_time',
  ]),
  ...under('cmi.score', SCORE_2004),
  ...under('cmi.comments_from_learner', COMMENT),
  ...under('cmi.comments_from_lms', COMMENT),
  ...under('cmi.learner_preference', [
    '_children',
    'audio_level',
    'language',
    'delivery_speed',
    'audio_captioning',
  ]),
  ...under('cmi.objectives', ['_children', '_count']),
  ...under('cmi.objectives.n', [
    'id',
    'success_status',
    'completion_status',
    'progress_measure',
    'description',
  ]),
  ...under('cmi.objectives.n.score', SCORE_2004),
  ...under('cmi.interactions', ['_children', '_count']),
  ...under('cmi.interactions.n', [
    'id',
    'type',
    'timestamp',
    'weighting',
    'learner_response',
    'result',
    'latency',
    'description',
    'objectives._count',
    'objectives.n.id',
    'correct_responses._count',
    'correct_responses.n.pattern',
  ]),
];

/** What stands under `cmi` in each edition. */
export const DATA_MODEL: Record<'1.2' | '2004-4', readonly string[]> = {
  '1.2': ELEMENTS_12,
  '2004-4': ELEMENTS_2004,
};

/** An index as the data models write it: no sign, no leading zero, at most five digits. */
const INDEX = /^(0|[1-9]\d{0,4})$/;

/** A part of an element's name as the lists have it: `n` for an index, and nothing for the letter n itself. */
export function listedPart(part: string): string | undefined {
  if (INDEX.test(part)) return 'n';
  return part === 'n' ? undefined : part;
}
