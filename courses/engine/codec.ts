import type { Lesson } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import { decodeOpen, decodeRecord } from './decode-step.ts';
import { encodeStep } from './encode-step.ts';
import { keyOf, toSeed } from './hash.ts';
import { idOf } from './keys.ts';
import { longestRun } from './longest-run.ts';
import { arrive, isUntouched } from './move.ts';
import { entry, missing, recordOf } from './place.ts';
import { SHED } from './shed.ts';
import { startRun } from './start-run.ts';
import type { OpenState, Run } from './types.ts';

// A stored run: `1` and the key of the open step, then a section per step reached, each begun by `~`:
//   section = key of the step, then fields, each begun by `.`, a letter and its value (encode-step.ts names the letters)
// Ids are stored as three-character keys hashed from the id, never as places in a list, so an edited lesson still finds
// what is left. Only letters, digits, `-`, `_`, `.` and `~` are used, because LMSs mangle others.
const VERSION = '1';

/** What the roomiest run-time keeps (SCORM 2004, cmi.suspend_data); a longer text is none of ours. */
const MOST_CHARACTERS = 64_000;

/**
 * The run as text for suspend data: ASCII, at most `encodedBound(lesson, most)` characters. A run that takes more than
 * `most`, which is what the run-time keeps, goes without what it can do without (shed.ts).
 */
export function encodeRun(lesson: Lesson, run: Run, most = MOST_CHARACTERS): string {
  let lighter = run;
  let text = encodeWhole(lesson, lighter);
  for (const shed of SHED) {
    if (text.length <= most) break;
    lighter = shed(lighter);
    text = encodeWhole(lesson, lighter);
  }
  return text;
}

function encodeWhole(lesson: Lesson, run: Run): string {
  const sections = lesson.steps.map((step) => {
    const record = recordOf(run, step);
    const open = step.id === run.at ? run.open : entry(run.kept, step.id);
    return record || open ? `~${encodeStep(step, record, open)}` : '';
  });
  return VERSION + keyOf(run.at) + sections.join('');
}

/**
 * The most characters that encodeRun can give for a run of this lesson. A package needs at most 4,096: what SCORM 1.2
 * gives cmi.suspend_data (CMIString4096). For scale: a dialogue takes at most some 200, with own words 800, a
 * choice 50, a sort 110, an ask 310, a plan 570.
 */
export function encodedBound(lesson: Lesson, most = MOST_CHARACTERS): number {
  const longest = longestRun(lesson);
  const whole = encodeWhole(lesson, longest).length;
  if (whole <= most) return whole;
  // With everything left out that can be, the longest is the one that is in the middle of the longest step.
  const bare = SHED.reduce((run, shed) => shed(run), longest);
  const openings = lesson.steps.map((step) => {
    const [kept, gone] = [recordOf(longest, step), recordOf(bare, step)];
    return (
      encodeStep(step, kept, entry(longest.kept, step.id)).length - encodeStep(step, gone, undefined).length
    );
  });
  return Math.max(most, encodeWhole(lesson, bare).length + Math.max(0, ...openings));
}

/**
 * The run that a text stands for; any text gives a usable run. What the lesson no longer has is left out. If the open
 * step is gone, the run resumes at the first step not done after the last one reached that is still there. A dialogue
 * whose turns were edited resumes at the last turn that the path still leads to. `seed` orders what is opened anew.
 */
export function decodeRun(lesson: Lesson, text: string, seed: number): Run {
  if (typeof text !== 'string' || !text.startsWith(VERSION)) return startRun(lesson, seed);
  const [head = '', ...sections] = text.slice(0, MOST_CHARACTERS).split('~');
  const at = idOf(lesson.steps, head.slice(VERSION.length));
  const run: Run = { lesson: lesson.id, at: '', steps: {}, open: { seed: toSeed(seed) }, kept: {} };
  for (const section of sections) {
    const [key = '', ...fields] = section.split('.');
    const step = lesson.steps.find(({ id }) => keyOf(id) === key);
    if (!step) continue;
    const values = new Map(fields.map((field) => [field.charAt(0), field.slice(1)]));
    const record = decodeRecord(lesson, step, values);
    const open: OpenState = decodeOpen(step, values, record) ?? run.open;
    run.steps[step.id] = record;
    if (step.id === at || !isUntouched(open)) run.kept[step.id] = open;
  }
  return arrive(lesson, run, lesson.steps.indexOf(resumeAt(lesson, run, at)), seed);
}

function resumeAt(lesson: Lesson, run: Run, at: string | undefined): Step {
  const { steps } = lesson;
  const last = steps.findLastIndex((step) => recordOf(run, step));
  const same = steps.find(({ id }) => id === at);
  const next = steps.slice(last + 1).find((step) => !recordOf(run, step)?.done);
  return same ?? next ?? missing(lesson, run) ?? (steps.at(-1) as Step);
}
