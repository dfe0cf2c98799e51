import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { advance } from '#courses/engine/advance.ts';
import { planWords } from '#courses/engine/own-words.ts';
import { askLabelled } from '#courses/engine/play-events.ts';
import { type DialogueState, replayDialogue } from '#courses/engine/replay-dialogue.ts';
import { resultOf } from '#courses/engine/result.ts';
import { startRun } from '#courses/engine/start-run.ts';
import type { Event, Result } from '#courses/engine/types.ts';
import { viewRun } from '#courses/engine/view-run.ts';
import { objectivesOf, worthOfEnding } from '#courses/engine/worth.ts';
import { checkCourse } from '#courses/format/check-course.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { parseCourse } from '#courses/format/parse-course.ts';
import type { Step } from '#courses/format/step.ts';

const library = import.meta.dirname;
const folders = readdirSync(library).filter((name) => existsSync(join(library, name, 'course.yaml')));

const parsed = folders.map((folder) => {
  const names = readdirSync(join(library, folder), { recursive: true, encoding: 'utf8' });
  const yaml = names.filter((name) => name.endsWith('.yaml'));
  const files = yaml.map((name) => [name, readFileSync(join(library, folder, name), 'utf8')] as const);
  return { folder, names, ...parseCourse(Object.fromEntries(files)) };
});
const lessons = parsed.flatMap(({ course }) => course?.lessons ?? []);
const drills = lessons.flatMap((lesson) =>
  lesson.steps.flatMap((step) => (step.kind === 'dialogue' ? [{ id: step.id, lesson, step }] : [])),
);

test.each(parsed)(
  '$folder has nothing wrong and nothing weak',
  ({ folder, names, course, problems, locate }) => {
    expect(problems).toEqual([]);
    expect(course?.id).toBe(folder);
    if (course) expect(checkCourse(course, { locate, files: names })).toEqual([]);
  },
);

describe.each(drills)('the conversation "$id"', ({ lesson, step: dialogue }) => {
  const ended = walks(dialogue);
  const objectives = objectivesOf(lesson, dialogue);
  const full = ended.filter((state) => objectives.every((id) => worthOfEnding(state, id) === 1));

  test('has at least four facts, and only a question about impact finds the two or more about impact', () => {
    const impact = dialogue.facts.filter(({ focus }) => focus === 'impact').map(({ id }) => id);
    expect(dialogue.facts.length).toBeGreaterThanOrEqual(4);
    expect(impact.length).toBeGreaterThanOrEqual(2);
    const choices = dialogue.turns.flatMap((turn) => turn.choices);
    const earning = choices.filter(({ effects }) => effects.reveals.some((fact) => impact.includes(fact)));
    expect(earning.map(({ focus }) => focus)).toEqual(earning.map(() => 'impact'));
    expect(new Set(ended.flatMap(({ revealed }) => revealed))).toEqual(
      new Set(dialogue.facts.map(({ id }) => id)),
    );
  });

  test('reaches each of its endings, and none because patience ran out', () => {
    const reached = new Set(ended.map(({ ending }) => ending?.id));
    expect(reached).toEqual(new Set(dialogue.endings.map(({ id }) => id)));
    expect(Math.max(...ended.map(({ said }) => said.length))).toBeLessThan(dialogue.patience.decisions);
  });

  test('gives full worth to some, with two facts about impact, and little to a walk that never asks about it', () => {
    expect(full.length).toBeGreaterThan(0);
    for (const { revealed } of full) {
      const found = dialogue.facts.filter(({ id, focus }) => focus === 'impact' && revealed.includes(id));
      expect(found.length).toBeGreaterThanOrEqual(2);
    }
    for (const state of ended.filter(neverAskedAboutImpact)) {
      expect(state.ending?.outcome).not.toBe('resolved');
      expect(objectives.map((id) => worthOfEnding(state, id) < 0.2)).not.toContain(false);
    }
  });

  test('lets rushing win on call time and lose on repeat calls', () => {
    const resolved = ended.filter(({ ending }) => ending?.outcome === 'resolved');
    const quickest = ended.toSorted((a, b) => a.seconds - b.seconds)[0];
    expect(quickest?.ending?.outcome).not.toBe('resolved');
    expect(quickest?.seconds).toBeLessThan(0.6 * Math.min(...resolved.map(({ seconds }) => seconds)));
    expect(quickest?.repeatCalls).toBeGreaterThan(dialogue.clocks.repeatCalls);
    expect(Math.max(...resolved.map(({ repeatCalls }) => repeatCalls))).toBeLessThan(
      dialogue.clocks.repeatCalls,
    );
  });

  test('always offers three answers of like length, and the customer answers before the coach does', () => {
    for (const state of standings(dialogue)) {
      const lengths = state.choices.map(({ text }) => text.length);
      const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      expect(lengths, state.turn?.id).toHaveLength(3);
      expect(Math.max(...lengths.map((length) => Math.abs(length - mean) / mean))).toBeLessThanOrEqual(0.2);
    }
    for (const { said, lines } of ended) {
      for (const at of said.keys()) {
        expect(lines.filter(({ who, decision }) => who === 'customer' && decision === at)).not.toEqual([]);
      }
    }
  });
});

describe.each(lessons.map((lesson) => ({ id: lesson.id, lesson })))('the lesson "$id"', ({ lesson }) => {
  const well = (dialogue: Dialogue) =>
    pathOf(
      walks(dialogue).find((state) =>
        objectivesOf(lesson, dialogue).every((id) => worthOfEnding(state, id) === 1),
      ),
    );
  const onlyTheThing = (dialogue: Dialogue) => pathOf(walks(dialogue).find(neverAskedAboutImpact));

  test('is passed by somebody who does well', () => {
    expect(take(lesson, well)).toMatchObject({ complete: true, passed: true, score: 1 });
  });

  test('is not passed by right answers alone when the conversation asks only about the thing', () => {
    expect(take(lesson, onlyTheThing)).toMatchObject({ complete: true, passed: false });
  });

  test('has a question that asks how sure one is', () => {
    expect(lesson.steps.filter((step) => step.kind === 'choice' && step.confidence)).not.toEqual([]);
  });
});

/** Every conversation a dialogue allows, from the first word to its ending. */
function walks(dialogue: Dialogue): DialogueState[] {
  return everyState(dialogue).filter(({ turn }) => turn === undefined);
}

/** Every place in which the agent has to say something. */
function standings(dialogue: Dialogue): DialogueState[] {
  return everyState(dialogue).filter(({ turn }) => turn !== undefined);
}

function everyState(dialogue: Dialogue, path: readonly string[] = []): DialogueState[] {
  const state = replayDialogue(dialogue, path);
  return [state, ...state.choices.flatMap(({ id }) => everyState(dialogue, [...path, id]))];
}

function neverAskedAboutImpact({ said }: DialogueState): boolean {
  return said.every(({ choice }) => choice.focus !== 'impact');
}

function pathOf(state: DialogueState | undefined): string[] {
  if (!state) throw new Error('expected a conversation of this kind');
  return state.said.map(({ choice }) => choice.id);
}

/** Plays a lesson with the best answer to every step but the dialogues, which go as `talk` says. */
function take(lesson: Lesson, talk: (dialogue: Dialogue) => string[]): Result {
  let run = startRun(lesson, 1);
  for (const step of lesson.steps) {
    expect(viewRun(lesson, run).step.id).toBe(step.id);
    for (const event of [...bestEvents(step, talk), { type: 'next' } as const]) {
      run = advance(lesson, run, event, 2).run;
    }
  }
  return resultOf(lesson, run);
}

function bestEvents(step: Step, talk: (dialogue: Dialogue) => string[]): Event[] {
  switch (step.kind) {
    case 'example':
    case 'choice': {
      const best = step.options.toSorted((a, b) => b.worth - a.worth)[0]!;
      return [{ type: 'pick', options: [best.id], confidence: 'sure' }];
    }
    case 'sort':
      return [{ type: 'sort', piles: Object.fromEntries(step.cards.map(({ id, pile }) => [id, pile])) }];
    case 'ask':
      return [askLabelled('What has that done to you?', step.wanted[0]!)];
    case 'dialogue':
      return [{ type: 'begin' }, ...talk(step).map((choice): Event => ({ type: 'say', choice }))];
    case 'plan':
      return [{ type: 'plan', ...planWords(step.ifs[0]!, step.thens[0]!) }];
    default:
      return [];
  }
}
