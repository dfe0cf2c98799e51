import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lesson } from '#courses/format/lesson.ts';
import { FOCUSES } from '#courses/format/words.ts';
import { advance } from './advance.ts';
import { arbitraryDeeds, eventOf, play } from './arbitrary-events.ts';
import { arbitraryLesson } from './arbitrary-lesson.ts';
import { FUZZ_RUNS } from './arbitrary-parts.ts';
import { decodeRun, encodedBound, encodeRun } from './codec.ts';
import { describeInteractions } from './describe.ts';
import { keyCollisions } from './keys.ts';
import { withoutOwnWords } from './own-words.ts';
import { replayDialogue } from './replay-dialogue.ts';
import { resultOf } from './result.ts';
import { startRun } from './start-run.ts';
import type { OpenState, Run, SaidHere } from './types.ts';
import { viewRun } from './view-run.ts';

const seed = fc.oneof(fc.nat(), fc.double());
const storable = arbitraryLesson.filter((lesson) => keyCollisions(lesson).length === 0);
const always = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void =>
  fc.assert(property, { numRuns: FUZZ_RUNS });

/** Milliseconds for one property on a busy machine. */
const timeout = 30_000 + FUZZ_RUNS * 50;

describe('any lesson, any sequence of events', { timeout }, () => {
  it('is generated from lessons that the schema takes', () => {
    always(
      fc.property(arbitraryLesson, (lesson) => {
        expect(Lesson.safeParse(lesson).error).toBeUndefined();
      }),
    );
  });

  it('never throws, never changes the run it was given, and always shows a step', () => {
    always(
      fc.property(arbitraryLesson, seed, arbitraryDeeds, (lesson, first, deeds) => {
        let run = freeze(startRun(lesson, first));
        for (const deed of deeds) {
          const view = viewRun(lesson, run);
          expect(lesson.steps).toContain(view.step);
          run = freeze(advance(lesson, run, eventOf(view, deed), deed.seed).run);
        }
      }),
    );
  });

  it('reports only answers that it described, on one line, with a first result per id that is marked so', () => {
    always(
      fc.property(arbitraryLesson, seed, arbitraryDeeds, (lesson, first, deeds) => {
        const described = new Map(describeInteractions(lesson).map((each) => [each.id, each]));
        const seen = new Set<string>();
        for (const answer of play(lesson, startRun(lesson, first), deeds).answers) {
          expect(described.get(answer.id)).toMatchObject({
            // What a rule judges, as a rule, may have been labelled by the learner.
            kind: answer.kind === 'labelled' ? 'judged' : answer.kind,
            objectives: answer.objectives,
          });
          expect(`${answer.response}${answer.reading}`).not.toMatch(/[\r\n]/);
          if (answer.kind !== 'decision') expect(answer.first).toBe(!seen.has(answer.id));
          expect(answer.result === 'neutral').toBe(answer.kind !== 'judged');
          seen.add(answer.id);
        }
      }),
    );
  });

  it('describes each answer under an id of its own', () => {
    always(
      fc.property(arbitraryLesson, (lesson) => {
        const ids = describeInteractions(lesson).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('never lets the score, an objective, the progress or what is done fall', () => {
    always(
      fc.property(arbitraryLesson, seed, arbitraryDeeds, (lesson, first, deeds) => {
        let run = startRun(lesson, first);
        for (const deed of deeds) {
          const before = resultOf(lesson, run);
          const firsts = firstsOf(run);
          run = play(lesson, run, [deed]).run;
          const after = resultOf(lesson, run);
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          expect(after.progress).toBeGreaterThanOrEqual(before.progress);
          expect(Number(after.complete)).toBeGreaterThanOrEqual(Number(before.complete));
          after.objectives.forEach(({ best }, at) => {
            expect(best ?? 0).toBeGreaterThanOrEqual(before.objectives[at]?.best ?? 0);
          });
          expect(firstsOf(run)).toMatchObject(firsts);
        }
      }),
    );
  });

  it('reveals a fact only by a choice that reveals it', () => {
    always(
      fc.property(arbitraryLesson, seed, arbitraryDeeds, (lesson, first, deeds) => {
        let run = startRun(lesson, first);
        for (const deed of deeds) {
          run = play(lesson, run, [deed]).run;
          const { state } = viewRun(lesson, run);
          if (state.kind !== 'dialogue') continue;
          const earned = new Set(state.said.flatMap(({ effects }) => effects.reveals));
          const found = state.facts.filter((fact) => fact.found).map(({ id }) => id);
          expect(found.every((id) => earned.has(id))).toBe(true);
          const shown = state.lines.flatMap((line) => line.found);
          expect([...shown].sort()).toEqual(found.sort());
        }
      }),
    );
  });

  it('says no turn again and moves no choice when own words lead nowhere, but always takes a decision', () => {
    always(
      fc.property(arbitraryLesson, seed, arbitraryDeeds, (lesson, first, deeds) => {
        let run = startRun(lesson, first);
        for (const deed of deeds) {
          const before = run;
          const { state } = viewRun(lesson, run);
          const event = eventOf(viewRun(lesson, run), deed);
          run = advance(lesson, run, event, deed.seed).run;
          const { state: after } = viewRun(lesson, run);
          if (run === before || event.type !== 'say-own') continue;
          if (state.kind !== 'dialogue' || after.kind !== 'dialogue') throw new Error('own words elsewhere');
          expect(state.ask).toBeDefined();
          expect(after.said).toHaveLength(state.said.length + 1);
          const { id, to } = after.said.at(-1)!;
          if (id !== 'own') continue;
          const lines = after.lines.slice(state.lines.length);
          expect(lines.length).toBeLessThanOrEqual(2);
          if (after.phase === 'talking') expect(openTurn(lesson, run)).toBe(to);
        }
      }),
    );
  });

  it('takes back a decision in own words, whatever it was, as a question about what was meant', () => {
    always(
      fc.property(
        arbitraryLesson,
        seed,
        arbitraryDeeds,
        fc.constantFrom(...FOCUSES),
        (lesson, first, deeds, focus) => {
          let run = startRun(lesson, first);
          for (const deed of deeds) {
            const before = run;
            const event = eventOf(viewRun(lesson, run), deed);
            run = advance(lesson, run, event, deed.seed).run;
            if (event.type !== 'say-own' || run === before) continue;
            const meant = advance(lesson, run, { type: 'meant', focus }, 1);
            const over = run.steps[run.at]!.tries > before.steps[before.at]!.tries;
            if (over || event.read.focus === focus) {
              expect(meant).toEqual({ run, answers: [] });
              continue;
            }
            const read = { ...event.read, focus, labelled: true };
            expect(meant).toEqual(advance(lesson, before, { ...event, read }, 1));
          }
        },
      ),
    );
  });

  it('bounds every conversation by the patience of the customer', () => {
    always(
      fc.property(arbitraryLesson, fc.array(fc.nat(20), { maxLength: 60 }), (lesson, choices) => {
        let run = startRun(lesson, 1);
        for (const which of choices) {
          const deed = { how: 5, which, words: 'What?', seed: which };
          const { state, step } = viewRun(lesson, run);
          if (state.kind !== 'dialogue' || step.kind !== 'dialogue') return;
          expect(state.said.length).toBeLessThanOrEqual(step.patience.decisions);
          expect(state.phase === 'talking').toBe(state.choices.length > 0);
          expect(state.phase === 'debrief').toBe(state.ending !== undefined);
          if (state.phase === 'sure') expect(step.confidence && state.confidence === undefined).toBe(true);
          run = play(lesson, run, [deed]).run;
        }
      }),
    );
  });
});

describe('a stored run', { timeout }, () => {
  it('comes back as it was', () => {
    always(
      fc.property(storable, seed, arbitraryDeeds, seed, (lesson, first, deeds, later) => {
        const { run } = play(lesson, startRun(lesson, first), deeds);
        expect(decodeRun(lesson, encodeRun(lesson, run), later)).toEqual(kept(run));
      }),
    );
  });

  it('uses only characters that every LMS keeps, and no more of them than the bound', () => {
    always(
      fc.property(storable, seed, arbitraryDeeds, (lesson, first, deeds) => {
        const text = encodeRun(lesson, play(lesson, startRun(lesson, first), deeds).run);
        expect(text).toMatch(/^[A-Za-z0-9._~-]+$/);
        expect(text.length).toBeLessThanOrEqual(encodedBound(lesson));
      }),
    );
  });

  it('keeps place, results and what is under way, however little room there is', () => {
    always(
      fc.property(storable, seed, arbitraryDeeds, fc.nat(400), (lesson, first, deeds, most) => {
        const { run } = play(lesson, startRun(lesson, first), deeds);
        const text = encodeRun(lesson, run, most);
        expect(text.length).toBeLessThanOrEqual(encodedBound(lesson, most));
        expect(text.length).toBeLessThanOrEqual(encodeRun(lesson, run).length);
        const [back, whole] = [
          decodeRun(lesson, text, first),
          decodeRun(lesson, encodeRun(lesson, run), first),
        ];
        expect(back.at).toBe(whole.at);
        expect(back.open).toEqual(whole.open);
        expect(resultOf(lesson, back)).toEqual(resultOf(lesson, whole));
        for (const [id, record] of Object.entries(whole.steps))
          if (!record.done) expect(back.kept[id]?.begun).toEqual(whole.kept[id]?.begun);
      }),
    );
  });

  it('goes on after any interruption as if there had been none', () => {
    always(
      fc.property(storable, seed, arbitraryDeeds, fc.nat(40), (lesson, first, deeds, at) => {
        const whole = play(lesson, startRun(lesson, first), deeds);
        const before = play(lesson, startRun(lesson, first), deeds.slice(0, at));
        const resumed = decodeRun(lesson, encodeRun(lesson, before.run), 99);
        const after = play(lesson, resumed, deeds.slice(at));
        expect([...before.answers, ...after.answers]).toEqual(whole.answers);
        expect(viewRun(lesson, kept(after.run))).toEqual(viewRun(lesson, kept(whole.run)));
        expect(resultOf(lesson, after.run)).toEqual(resultOf(lesson, whole.run));
      }),
    );
  });

  it('holds no typed words once they are taken out, and still resumes', () => {
    always(
      fc.property(storable, seed, arbitraryDeeds, (lesson, first, deeds) => {
        const { run } = play(lesson, startRun(lesson, first), deeds);
        const bare = withoutOwnWords(lesson, run);
        expect(decodeRun(lesson, encodeRun(lesson, bare), 1)).toEqual(bare);
        expect(resultOf(lesson, bare)).toEqual(resultOf(lesson, run));
        const opens = [bare.open, ...Object.values(bare.kept)];
        const said = opens.flatMap((open) => [open, ...(open.path ?? [])]);
        expect(said.some((each) => typeof each === 'object' && 'text' in each)).toBe(false);
        expect(viewsOf(lesson, bare)).toEqual(viewsOf(lesson, run));
      }),
    );
  });

  it('is usable whatever happened to its text', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `1${text}`),
      fc.constant('1'),
    );
    always(
      fc.property(arbitraryLesson, noise, arbitraryDeeds, (lesson, text, deeds) => {
        usable(lesson, decodeRun(lesson, text, 1), deeds);
      }),
    );
    always(
      fc.property(
        arbitraryLesson,
        arbitraryDeeds,
        fc.nat(),
        fc.string({ maxLength: 3 }),
        (lesson, deeds, cut, put) => {
          const text = encodeRun(lesson, play(lesson, startRun(lesson, 1), deeds).run);
          const at = cut % (text.length + 1);
          usable(lesson, decodeRun(lesson, text.slice(0, at), 1), deeds);
          usable(lesson, decodeRun(lesson, text.slice(0, at) + put + text.slice(at + put.length), 1), deeds);
        },
      ),
    );
  });

  it('resumes in an edited lesson at the same step, or else at the first not done after the last reached', () => {
    always(
      fc.property(
        storable,
        arbitraryDeeds,
        fc.array(fc.nat()),
        arbitraryDeeds,
        (lesson, deeds, cuts, later) => {
          const { run } = play(lesson, startRun(lesson, 1), deeds);
          const edited = edit(lesson, cuts);
          if (keyCollisions(edited).length > 0) return;
          const resumed = decodeRun(edited, encodeRun(lesson, run), 1);
          usable(edited, resumed, later);
          const left = edited.steps.map(({ id }) => id);
          const lastReached = left.findLastIndex((id) => Object.hasOwn(run.steps, id));
          const next = left.slice(lastReached + 1);
          if (left.includes(run.at)) expect(resumed.at).toBe(run.at);
          else if (next.length > 0) expect(resumed.at).toBe(next[0]);
        },
      ),
    );
  });

  it('plays an edited dialogue again as far as its path still leads', () => {
    always(
      fc.property(storable, arbitraryDeeds, fc.array(fc.nat()), (lesson, deeds, cuts) => {
        const { run } = play(lesson, startRun(lesson, 1), deeds);
        const edited = edit(lesson, cuts);
        const resumed = decodeRun(edited, encodeRun(lesson, run), 1);
        if (resumed.at !== run.at) return;
        const path = kept(run).open.path ?? [];
        const left = resumed.open.path ?? [];
        const readings = withoutOwnWords(edited, resumed).open.path ?? [];
        const before = withoutOwnWords(lesson, run).open.path ?? [];
        expect(before.slice(0, left.length).map(withoutFact)).toEqual(readings.map(withoutFact));
        expect(path.slice(0, left.length).map(textOf)).toEqual(left.map(textOf));
      }),
    );
  });
});

/** A run that every function takes, that stays within the bound, and that can be played on. */
function usable(lesson: Lesson, run: Run, deeds: Parameters<typeof play>[2]): void {
  const text = encodeRun(lesson, run);
  expect(text.length).toBeLessThanOrEqual(encodedBound(lesson));
  if (keyCollisions(lesson).length === 0) expect(decodeRun(lesson, text, 1)).toEqual(kept(run));
  expect(lesson.steps).toContain(viewRun(lesson, run).step);
  const { score } = resultOf(lesson, run);
  expect(score).toBeGreaterThanOrEqual(0);
  expect(score).toBeLessThanOrEqual(1);
  const after = play(lesson, run, deeds);
  expect(resultOf(lesson, after.run).score).toBeGreaterThanOrEqual(score);
}

/** The lesson after an author's cuts: steps, turns and choices taken away or renamed, options removed, patience shortened. */
function edit(lesson: Lesson, cuts: readonly number[]): Lesson {
  const edited = structuredClone(lesson);
  for (const cut of cuts) {
    const step = edited.steps[cut % edited.steps.length];
    if (!step) continue;
    if (cut % 7 === 0 && edited.steps.length > 1) edited.steps.splice(edited.steps.indexOf(step), 1);
    else if (cut % 7 === 1) step.id = `renamed-${cut % 3}${step.id}`;
    else if (step.kind === 'dialogue') {
      const turn = step.turns[cut % step.turns.length];
      const choice = turn?.choices[cut % turn.choices.length];
      if (cut % 7 === 2 && step.turns.length > 1) step.turns.splice(cut % step.turns.length, 1);
      else if (cut % 7 === 3 && choice) choice.id = `renamed-${choice.id}`;
      else if (cut % 7 === 4 && turn && turn.choices.length > 1)
        turn.choices.splice(cut % turn.choices.length, 1);
      else if (cut % 7 === 5) step.patience.decisions = 2;
      else if (choice) choice.to = step.endings[0]?.id ?? choice.to;
    } else if ('options' in step && step.options.length > 1)
      step.options.splice(cut % step.options.length, 1);
    else if (step.kind === 'sort' && step.cards.length > 1) step.cards.splice(cut % step.cards.length, 1);
  }
  return edited;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

const firstsOf = ({ steps }: Run) =>
  Object.fromEntries(
    Object.entries(steps).flatMap(([id, { first }]) => (first === undefined ? [] : [[id, first]])),
  );

/** The run with the words that are stored: in each dialogue the newest that take no more than 538 characters in base64url. */
function kept(run: Run): Run {
  const opens = Object.entries(run.kept).map(([id, open]) => [id, keptIn(open)]);
  return { ...run, open: keptIn(run.open), kept: Object.fromEntries(opens) };
}

function keptIn(open: OpenState): OpenState {
  if (!open.path) return open;
  let room = 538;
  const path = open.path.toReversed().map((said) => {
    if (typeof said === 'string') return said;
    const { text = '', ...read } = said;
    room -= 2 + Buffer.from(text).toString('base64url').length;
    return room >= 0 ? said : read;
  });
  return { ...open, path: path.reverse() };
}

const textOf = (said: SaidHere) => (typeof said === 'string' ? said : said.text);
const withoutFact = (said: SaidHere) => (typeof said === 'string' ? said : { ...said, fact: undefined });

/** What the screen shows of a run, but for the words typed in it. */
const viewsOf = (lesson: Lesson, run: Run): string =>
  JSON.stringify(viewRun(lesson, run), (key, value: unknown) =>
    key === 'text' || key === 'plan' ? undefined : value,
  );

const openTurn = (lesson: Lesson, run: Run): string | undefined => {
  const step = lesson.steps.find(({ id }) => id === run.at);
  return step?.kind === 'dialogue' ? replayDialogue(step, run.open.path ?? []).turn?.id : undefined;
};
