import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { FOCUSES } from '#courses/format/words.ts';
import { decisionAnswer, endingAnswers, hasLabel, type Report } from './answers.ts';
import type { Try } from './finish-try.ts';
import { ownWords } from './own-reading.ts';
import { pathOf, replayDialogue } from './replay-dialogue.ts';
import type { Event, OpenState, SaidHere } from './types.ts';
import { mean, objectivesOf, worthOfEnding } from './worth.ts';

/** What an answer does: the state of the try, what is reported, and the result when it finished the try. */
export type Given = { open: OpenState; answers: Report[]; finished?: Try };

/** The learner takes the call, says something, or says what they meant; undefined when that is not possible now. */
export function talk(lesson: Lesson, step: Dialogue, open: OpenState, event: Event): Given | undefined {
  if (event.type === 'begin' && !open.begun) return standing(lesson, step, { ...open, begun: true });
  if (!open.begun) return undefined;
  const before = replayDialogue(step, open.path ?? []);
  const path = pathOf(before);
  const after = pathAfter(step, path, event);
  if (!after) return undefined;
  const state = replayDialogue(step, after);
  return state.said.length === after.length
    ? standing(lesson, step, { ...open, path: after }, true)
    : undefined;
}

function pathAfter(step: Dialogue, path: SaidHere[], event: Event): SaidHere[] | undefined {
  if (event.type === 'say' && typeof event.choice === 'string') return [...path, event.choice];
  if (event.type === 'say-own') {
    const own = ownWords(event, step.facts);
    return own && [...path, own];
  }
  return event.type === 'meant' ? relabelled(path, event.focus) : undefined;
}

/**
 * The last decision taken again, as a question about what the learner says they meant. The talk is not over (what ended
 * it was reported), so nothing that was reported becomes untrue: the decision with its new reading is a new answer.
 */
function relabelled(path: SaidHere[], meant: unknown): SaidHere[] | undefined {
  const last = path.at(-1);
  const focus = FOCUSES.find((known) => known === meant);
  if (!focus || typeof last !== 'object' || last.focus === focus) return undefined;
  return [...path.slice(0, -1), { ...last, focus, labelled: true }];
}

/** Where the dialogue stands now: still talking, or ended (even right after the opening, if nothing can be said) with its result. */
function standing(lesson: Lesson, step: Dialogue, open: OpenState, justSaid = false): Given {
  const state = replayDialogue(step, open.path ?? []);
  const said = justSaid ? state.said.at(-1) : undefined;
  const answers = said ? [decisionAnswer(lesson, step, said)] : [];
  if (state.turn) return { open, answers };
  const worths = objectivesOf(lesson, step).map((id) => [id, worthOfEnding(state, id)] as const);
  const finished: Try = {
    judged: !hasLabel(state),
    worths: Object.fromEntries(worths),
    found: [...state.revealed],
  };
  if (worths.length > 0) finished.worth = mean(worths.map(([, worth]) => worth));
  if (state.ending) finished.ending = state.ending.id;
  return { open, answers: [...answers, ...endingAnswers(lesson, step, state)], finished };
}
