import type { Edition } from './protocol.ts';

// The element names of both data models, written out. `n` stands for an index. What is not listed does not exist for
// the content, whatever it means to JavaScript or to the run-time behind the facade.

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

/** SCORM 2004 4th edition RTE, sections 4.2 and 4.3, and SN Book, section 5.6. */
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
  'adl.nav.request',
  'adl.nav.request_valid.continue',
  'adl.nav.request_valid.previous',
  ...under('adl.data', ['_children', '_count', 'n.id', 'n.store']),
];

const VOCABULARY: Record<Edition, ReadonlySet<string>> = {
  '1.2': new Set(ELEMENTS_12),
  '2004-4': new Set(ELEMENTS_2004),
};

/** An index as the data models write it: no sign, no leading zero, at most five digits. */
const INDEX = /^(0|[1-9]\d{0,4})$/;
const MAX_NAME = 120;

/** Whether one may go to an activity (SN 5.6.6, 4th edition for `jump`). Its id is a name, so it starts like one. */
const VALID_TARGET = /^adl\.nav\.request_valid\.(?:choice|jump)\.\{target=([A-Za-z_][\w.-]{0,254})\}$/;

/** The activity that a question such as `adl.nav.request_valid.choice.{target=intro}` is about. */
export const targetIn = (name: string): string | undefined => VALID_TARGET.exec(name)?.[1];

/**
 * Whether content may name this element. Case matters, as in the standards.
 * @param activities ids of the package's own activities: nothing else can be a target
 */
export function isElement(edition: Edition, name: string, activities?: ReadonlySet<string>): boolean {
  const target = edition === '2004-4' ? targetIn(name) : undefined;
  if (target !== undefined) return activities?.has(target) ?? false;
  if (name.length > MAX_NAME) return false;
  const parts = name.split('.');
  if (parts.includes('n')) return false;
  return VOCABULARY[edition].has(parts.map((part) => (INDEX.test(part) ? 'n' : part)).join('.'));
}
