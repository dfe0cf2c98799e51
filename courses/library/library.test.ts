import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilePack } from '#courses/coach/compile-pack.ts';
import { parsePack } from '#courses/coach/parse-pack.ts';
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
import type { Course } from '#courses/format/course.ts';
import type { Dialogue, To } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { parseCourse } from '#courses/format/parse-course.ts';
import type { Step } from '#courses/format/step.ts';

const library = import.meta.dirname;

function packOf(language: string) {
  const file = join(library, `../coach/packs/${language}.yaml`);
  return existsSync(file) ? compilePack(parsePack(readFileSync(file, 'utf8'), file)) : undefined;
}

const folders = readdirSync(library).filter((name) => existsSync(join(library, name, 'course.yaml')));

const parsed = folders.map((folder) => {
  const names = readdirSync(join(library, folder), { recursive: true, encoding: 'utf8' });
  const yaml = names.filter((name) => name.endsWith('.yaml'));
  const files = yaml.map((name) => [name, readFileSync(join(library, folder, name), 'utf8')] as const);
  return { folder, names, ...parseCourse(Object.fromEntries(files)) };
});
const courses = parsed.flatMap(({ course }) => course ?? []);
const lessons = courses.flatMap(({ id, kind, language, lessons: all }) =>
  kind === 'drills' ? [] : all.map((lesson) => ({ id: `${lesson.id} (${language})`, course: id, lesson })),
);
const pools = courses.filter(({ kind }) => kind === 'drills');
const dialoguesOf = (course: Course): { id: string; lesson: Lesson; step: Dialogue }[] =>
  course.lessons.flatMap((lesson) =>
    lesson.steps.flatMap((step) =>
      step.kind === 'dialogue' ? [{ id: `${step.id} (${course.language})`, lesson, step }] : [],
    ),
  );
const dialogues = courses.flatMap(dialoguesOf);

test.each(parsed)(
  '$folder has nothing wrong and nothing weak',
  ({ folder, names, course, problems, locate }) => {
    expect(problems).toEqual([]);
    expect(course?.id).toBe(folder);
    if (course)
      expect(checkCourse(course, { locate, files: names, pack: packOf(course.language) })).toEqual([]);
  },
);

describe.each(dialogues)('the conversation "$id"', ({ lesson, step: dialogue }) => {
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

describe.each(lessons)('the lesson "$id" of $course', ({ lesson }) => {
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

describe.each(pools)('the pool of drills "$id"', (pool) => {
  test('has at least forty, of at least four skills, each with one thing to do', () => {
    expect(pool.lessons.length).toBeGreaterThanOrEqual(40);
    const skills = pool.lessons.flatMap(({ objectives }) => objectives.map(({ skill }) => skill));
    expect(new Set(skills).size).toBeGreaterThanOrEqual(4);
    expect(skills).not.toContain(undefined);
    expect(pool.lessons.filter(({ steps }) => steps.length !== 1)).toEqual([]);
  });

  test('is passed drill by drill with the best answer, and with no other', () => {
    for (const lesson of pool.lessons) {
      expect(
        take(lesson, () => []),
        lesson.id,
      ).toMatchObject({ complete: true, passed: true });
      for (const events of wrongEvents(lesson.steps[0]!)) {
        const result = resultOf(
          lesson,
          events.reduce((run, event) => advance(lesson, run, event, 2).run, startRun(lesson, 1)),
        );
        expect(result, lesson.id).toMatchObject({ complete: true, passed: false });
      }
    }
  });
});

test('no two conversations have the same shape', () => {
  const shapes = courses
    .filter(({ translationOf }) => translationOf === undefined)
    .flatMap((course) => dialoguesOf(course).map(({ id, step }) => [id, shapeOf(step)] as const));
  const same = [...Map.groupBy(shapes, ([, shape]) => shape).values()].filter(({ length }) => length > 1);
  expect(same.map((group) => group.map(([id]) => id))).toEqual([]);
});

const translations = courses.filter(({ translationOf }) => translationOf !== undefined);
test.each(translations)('"$id" differs from its original in words alone', ({ translationOf, ...course }) => {
  const original = courses.find(({ id }) => id === translationOf);
  expect(original).toBeDefined();
  const translated = course.lessons.map(({ id }) => id);
  const same = original?.lessons.filter(({ id }) => translated.includes(id));
  expect(withoutWords(course.lessons)).toEqual(withoutWords(same));
});

/** Where each choice of each turn leads, with turns and endings numbered in their order. */
function shapeOf({ turns, endings }: Dialogue): string {
  const places = [...turns, ...endings].map(({ id }) => id);
  const targets = (to: To): number[] =>
    (typeof to === 'string' ? [to] : to.map((route) => route.to)).map((id) => places.indexOf(id));
  return JSON.stringify(turns.map(({ choices }) => choices.map(({ to }) => targets(to))));
}

/** What a course decides by: everything but what is said in it, and how people look and are called. */
const DECIDES =
  /^(id|kind|form|focus|moves|effects|trust|reveals|seconds|repeatCalls|mood|to|when|evidence|objective|objectives|worth|tip|skill|weight|wanted|pile|piles|cards|channel|patience|decisions|ending|start|turns|choices|endings|facts|steps|options|lines|outcome|any|not|revealed|hidden|visits|turn|min|max|score|pass|several|confidence|required|skippable|coach|clocks|targetSeconds|oneOf|\d+)$/;

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => DECIDES.test(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutWords(part)]));
}

/** Every answer but the best one. */
function wrongEvents(step: Step): Event[][] {
  if (step.kind === 'choice') {
    const [, ...others] = step.options.toSorted((a, b) => b.worth - a.worth);
    return others.map(({ id }) => [{ type: 'pick', options: [id], confidence: 'sure' }]);
  }
  if (step.kind === 'ask') {
    const [, ...others] = (step.lines ?? []).toSorted((a, b) => b.worth - a.worth);
    return others.map(({ id }) => [{ type: 'ask-line', line: id }]);
  }
  return [];
}

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
    case 'ask': {
      const best = step.lines?.toSorted((a, b) => b.worth - a.worth)[0];
      if (best) return [{ type: 'ask-line', line: best.id }];
      return [askLabelled('What has that done to you?', step.wanted[0]!)];
    }
    case 'dialogue':
      return [{ type: 'begin' }, ...talk(step).map((choice): Event => ({ type: 'say', choice }))];
    case 'plan':
      return [{ type: 'plan', ...planWords(step.ifs[0]!, step.thens[0]!) }];
    default:
      return [];
  }
}
