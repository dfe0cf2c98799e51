import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf } from '#courses/engine/hash.ts';
import { courseFixture } from '#test/support/course-fixture.ts';
import { sampleFiles } from '#test/support/sample-course.ts';
import { teachingCases } from '#test/support/teaching-cases.ts';
import { checkCourse } from './check-course.ts';
import type { Course } from './course.ts';
import type { Choice, Dialogue } from './dialogue.ts';
import type { Lesson } from './lesson.ts';
import { parseCourse } from './parse-course.ts';
import type { Problem } from './problem.ts';
import type { Step } from './step.ts';

/** The fixture's parts by name, to be changed in place by one test. */
type Parts = { course: Course; lesson: Lesson; dialogue: Dialogue };

function changed(change: (parts: Parts) => void): Course {
  const course = structuredClone(courseFixture);
  const lesson = course.lessons[0]!;
  change({ course, lesson, dialogue: stepOf(lesson, 'dialogue') });
  return course;
}

function stepOf<K extends Step['kind']>(lesson: Lesson, kind: K): Extract<Step, { kind: K }> {
  const found = lesson.steps.find((step) => step.kind === kind);
  if (found?.kind !== kind) throw new Error(`no ${kind} in the fixture`);
  return found as Extract<Step, { kind: K }>;
}

const choice = ({ turns }: Dialogue, turn: number, at: number) => turns[turn]!.choices[at]!;
const each = (choices: Choice[], change: (one: Choice, index: number) => void) => {
  for (const [index, one] of choices.entries()) change(one, index);
};
const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

/** Each rule with a change that breaks it, where it is then found, and a part of what is said. */
const cases: [
  rule: string,
  level: Problem['level'],
  path: string,
  says: string,
  change: (parts: Parts) => void,
][] = [
  [
    'duplicate-id',
    'error',
    'lessons[1]',
    'already used by a lesson',
    ({ course }) => course.lessons.splice(1, 1, course.lessons[0]!),
  ],
  [
    'unknown-id',
    'error',
    'steps[2].start',
    'no turn with the id "helo". Did you mean "hello"?',
    ({ dialogue }) => (dialogue.start = 'helo'),
  ],
  [
    'unknown-id',
    'error',
    'steps[2].patience.ending',
    'no ending',
    ({ dialogue }) => (dialogue.patience.ending = 'hello'),
  ],
  [
    'unknown-id',
    'error',
    'steps[2].turns[0].choices[0].to',
    'no turn or ending',
    ({ dialogue }) => (choice(dialogue, 0, 0).to = 'nowhere'),
  ],
  [
    'unknown-id',
    'error',
    'steps[2].turns[2].choices[1].to[1].to',
    'no turn or ending',
    ({ dialogue }) =>
      (choice(dialogue, 2, 1).to = [{ when: { trust: { min: 7 } }, to: 'heard' }, { to: 'nowhere' }]),
  ],
  [
    'unknown-id',
    'error',
    'steps[2].turns[0].choices[0].effects.reveals[1]',
    'no fact',
    ({ dialogue }) => choice(dialogue, 0, 0).effects.reveals.push('nothing'),
  ],
  [
    'unknown-id',
    'error',
    'steps[2].turns[2].choices[0].when.not.any[0].revealed[0]',
    'no fact',
    ({ dialogue }) => (choice(dialogue, 2, 0).when = { not: { any: [{ revealed: ['nothing'] }] } }),
  ],
  [
    'unknown-id',
    'error',
    'steps[2].turns[1].says[0].oneOf[0].when.visits.turn',
    'no turn',
    ({ dialogue }) =>
      (dialogue.turns[1]!.says = [
        { oneOf: [{ text: 'a', when: { visits: { turn: 'heard' } } }, { text: 'b' }] },
      ]),
  ],
  [
    'unknown-id',
    'error',
    'steps[2].endings[1].evidence[0].objective',
    'no objective',
    ({ dialogue }) => (dialogue.endings[1]!.evidence[0]!.objective = 'nothing'),
  ],
  [
    'unknown-id',
    'error',
    'steps[1].objective',
    'no objective',
    ({ lesson }) => (stepOf(lesson, 'choice').objective = 'nothing'),
  ],
  [
    'unknown-id',
    'error',
    'steps[0].cards[2].pile',
    'no pile',
    ({ course }) => (stepOf(course.lessons[1]!, 'sort').cards[2]!.pile = 'nothing'),
  ],

  [
    'unreachable',
    'error',
    'steps[2].turns[2]',
    'the turn "offer"',
    ({ dialogue }) =>
      each(dialogue.turns[1]!.choices, (one) => {
        one.to = 'heard';
      }),
  ],
  [
    'unreachable',
    'error',
    'steps[2].endings[1]',
    'the ending "not-heard"',
    ({ dialogue }) => (choice(dialogue, 2, 1).to = 'heard'),
  ],
  [
    'unreachable',
    'error',
    'steps[2].turns[2]',
    'the turn "offer"',
    ({ dialogue }) => (dialogue.patience.decisions = 2),
  ],
  [
    'never-shown',
    'error',
    'steps[2].turns[0].choices[2].when',
    'can never show',
    ({ dialogue }) => (choice(dialogue, 0, 2).when = { revealed: ['took-leave'] }),
  ],
  [
    'never-shown',
    'error',
    'steps[2].turns[2].choices[0].when',
    'can never show',
    ({ dialogue }) => (choice(dialogue, 2, 0).when = { trust: { min: 10 } }),
  ],
  [
    'dead-end',
    'error',
    'steps[2].turns[2].choices',
    'after what-it-did, cost-of-waiting',
    ({ dialogue }) =>
      each(dialogue.turns[2]!.choices, (one) => {
        one.when = { revealed: ['needs-friday'] };
      }),
  ],
  [
    'no-way-out',
    'error',
    'steps[2].turns[1]',
    'From the turn "more"',
    ({ dialogue }) => {
      each(dialogue.turns[1]!.choices, (one) => {
        one.to = 'more';
      });
      choice(dialogue, 0, 0).to = 'offer';
    },
  ],
  [
    'no-way-out',
    'error',
    'steps[2].endings',
    'No choice ever leads to an ending',
    ({ dialogue }) =>
      each(dialogue.turns[2]!.choices, (one) => {
        one.to = 'hello';
      }),
  ],
  [
    'open-route',
    'error',
    'steps[2].turns[2].choices[1].to[0]',
    'without "when"',
    ({ dialogue }) => (choice(dialogue, 2, 1).to = [{ when: { trust: { min: 7 } }, to: 'heard' }]),
  ],
  [
    'closed-route',
    'error',
    'steps[2].turns[2].choices[1].to[1]',
    'never looked at',
    ({ dialogue }) => (choice(dialogue, 2, 1).to = [{ to: 'heard' }, { to: 'not-heard' }]),
  ],
  [
    'contradiction',
    'error',
    'steps[2].endings[0].evidence[0].when',
    'revealed and hidden',
    ({ dialogue }) =>
      (dialogue.endings[0]!.evidence[0]!.when = { revealed: ['took-leave'], hidden: ['took-leave'] }),
  ],
  [
    'contradiction',
    'error',
    'steps[2].endings[0].evidence[0].when.any[0].trust',
    '"min" of "trust"',
    ({ dialogue }) => (dialogue.endings[0]!.evidence[0]!.when = { any: [{ trust: { min: 8, max: 2 } }] }),
  ],

  [
    'fact-never-revealed',
    'error',
    'steps[2].facts[2]',
    '"old-address"',
    ({ dialogue }) => (choice(dialogue, 0, 2).effects.reveals = []),
  ],
  [
    'fact-not-earned',
    'error',
    'steps[2].turns[0].choices[1].effects.reveals[0]',
    'asks about thing but reveals "took-leave", a fact about impact',
    ({ dialogue }) => (choice(dialogue, 0, 1).effects.reveals = ['took-leave']),
  ],
  [
    'fact-not-earned',
    'error',
    'steps[2].turns[1].choices[2].effects.reveals[0]',
    'asks nothing',
    ({ dialogue }) => (choice(dialogue, 1, 2).effects.reveals = ['took-leave']),
  ],
  [
    'fact-not-earned',
    'warning',
    'steps[2].turns[0].choices[1].effects.reveals[0]',
    'a fact about need',
    ({ dialogue }) => (choice(dialogue, 0, 1).effects.reveals = ['needs-friday']),
  ],
  [
    'few-facts',
    'warning',
    'steps[2].facts',
    'There are 3 facts to find out',
    ({ dialogue }) => {
      dialogue.facts.splice(2, 1);
      choice(dialogue, 0, 2).effects.reveals = [];
    },
  ],
  [
    'few-facts',
    'warning',
    'steps[2].facts',
    'There is 1 fact about impact',
    ({ dialogue }) => (dialogue.facts[1]!.focus = 'thing'),
  ],

  [
    'objective-unmeasured',
    'error',
    'objectives[1]',
    '"plan-it"',
    ({ lesson }) => delete stepOf(lesson, 'plan').objective,
  ],
  [
    'objective-one-try',
    'warning',
    'objectives[0]',
    'only 1 step',
    ({ lesson }) => delete stepOf(lesson, 'choice').objective,
  ],
  [
    'cannot-pass',
    'error',
    'pass',
    'the best possible score is 0.67',
    ({ lesson }) => delete stepOf(lesson, 'plan').objective,
  ],
  [
    'cannot-pass',
    'error',
    'pass',
    '0.80',
    ({ lesson, dialogue }) => {
      lesson.pass.score = 0.9;
      stepOf(lesson, 'choice').options[1]!.worth = 0.7;
      dialogue.endings[0]!.evidence = [
        { objective: 'ask-impact', worth: 0.7 },
        { objective: 'ask-impact', worth: 1, when: { trust: { max: 1 } } },
      ];
    },
  ],

  ['key-collision', 'error', 'steps', 'get the same short key', ({ dialogue }) => collide(dialogue)],
  [
    'too-big-to-store',
    'error',
    'steps',
    'a SCORM 1.2 LMS keeps 4096',
    ({ lesson, dialogue }) => manyLongDialogues(lesson, dialogue),
  ],
  [
    'missing-media',
    'error',
    'steps[0].picture.src',
    'Did you mean "media/desk.png"?',
    ({ lesson }) => (stepOf(lesson, 'card').picture = { src: 'media/dsk.png', alt: '' }),
  ],
  ['unused-media', 'warning', '', 'No step shows media/desk.png', () => undefined],

  [
    'long-text',
    'warning',
    'steps[0].text',
    '91 words; expected at most 90',
    ({ lesson }) => (stepOf(lesson, 'card').text = words(91)),
  ],
  [
    'long-text',
    'warning',
    'steps[2].turns[1].choices[0].reaction[0]',
    '41 words',
    ({ dialogue }) => (choice(dialogue, 1, 0).reaction = [{ text: words(41) }]),
  ],
  [
    'plan-too-long',
    'error',
    'steps[3].thens[1]',
    '200 bytes',
    ({ lesson }) => (stepOf(lesson, 'plan').thens[1] = 'ü'.repeat(101)),
  ],

  [
    'longest-correct',
    'warning',
    'steps[1].options[1].text',
    '% longer than the others',
    ({ lesson }) => (stepOf(lesson, 'choice').options[1]!.text = words(12)),
  ],
  [
    'longest-across-course',
    'warning',
    'lessons',
    'so picking the longest works',
    ({ course }) => longestEverywhere(course),
  ],
  [
    'option-count',
    'warning',
    'steps[1].options',
    'There are 2 options',
    ({ lesson }) => stepOf(lesson, 'choice').options.pop(),
  ],
  [
    'option-count',
    'warning',
    'steps[2].turns[0].choices',
    'There are 4 choices',
    ({ dialogue }) => dialogue.turns[0]!.choices.push({ ...choice(dialogue, 0, 1), id: 'again-number' }),
  ],
  ['no-consequence', 'warning', 'steps[1].options', 'after number, sure', () => undefined],

  [
    'lesson-long',
    'warning',
    'minutes',
    'expected at most 5',
    ({ lesson }) => (stepOf(lesson, 'card').text = words(2000)),
  ],
  [
    'little-deciding',
    'warning',
    'steps',
    'Cards, example calls and recaps take',
    ({ lesson }) => (stepOf(lesson, 'card').text = words(200)),
  ],
];

/** Gives two facts ids that the engine stores under one key; of a thousand ids some always share one. */
function collide(dialogue: Dialogue): void {
  const ids = Array.from({ length: 5000 }, (_, index) => `fact-${index}`);
  const [pair] = [...Map.groupBy(ids, keyOf).values()].filter((same) => same.length > 1);
  dialogue.facts[0]!.id = pair![0]!;
  dialogue.facts[1]!.id = pair![1]!;
}

/** Fills the lesson up to twenty steps that each keep as much as a step may. */
function manyLongDialogues(lesson: Lesson, dialogue: Dialogue): void {
  dialogue.patience.decisions = 24;
  const plan = stepOf(lesson, 'plan');
  const more = Array.from({ length: 16 }, (_, index) => ({ ...structuredClone(plan), id: `plan-${index}` }));
  lesson.steps.push(...more);
}

function longestEverywhere(course: Course): void {
  for (const step of course.lessons.flatMap(({ steps }) => steps)) {
    if (step.kind === 'choice' || step.kind === 'example') {
      const best = step.options.find(({ worth }) => worth === 1)!;
      best.text = words(60);
    }
    if (step.kind === 'dialogue') for (const turn of step.turns) turn.choices[0]!.text = words(60);
  }
}

describe('checkCourse', { timeout: 60_000 }, () => {
  test('finds nothing wrong with a sound course', () => {
    expect(checkCourse(courseFixture).filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each(cases)('%s (%s at %s): %s', (rule, level, path, says, change) => {
    const problems = checkCourse(changed(change), { files: ['media/desk.png'] });
    const found = problems.filter((problem) => problem.rule === rule && problem.path === path);
    expect(found.map((problem) => problem.message).join('\n')).toContain(says);
    expect(found.every((problem) => problem.level === level)).toBe(true);
  });

  test('only says what the change made wrong', () => {
    const before = checkCourse(courseFixture).map(({ rule }) => rule);
    const after = checkCourse(changed(({ dialogue }) => (choice(dialogue, 0, 0).to = 'nowhere')));
    const errors = after.filter(({ level }) => level === 'error');
    // The dialogue is not played when it names what is not there: one mistake, one error.
    expect(errors.map(({ rule }) => rule)).toEqual(['unknown-id']);
    expect(after.filter(({ rule }) => !before.includes(rule)).map(({ rule }) => rule)).toEqual([
      'unknown-id',
    ]);
  });

  test('leads to the line in the text', () => {
    const files = sampleFiles();
    const text = files['lessons/ask-impact.yaml']!.replace('reveals: [friday]', 'reveals: [fridai]');
    const { course, locate, problems } = parseCourse({ ...files, 'lessons/ask-impact.yaml': text });
    if (course === undefined) throw new Error(JSON.stringify(problems));
    const line = text.split('\n').findIndex((one) => one.includes('fridai')) + 1;
    expect(checkCourse(course, { locate })).toContainEqual(
      expect.objectContaining({ rule: 'unknown-id', file: 'lessons/ask-impact.yaml', line }),
    );
  });

  test('comes to an end on a dialogue with very many ways through it', () => {
    const course = changed(({ dialogue }) => {
      dialogue.patience.decisions = 24;
      dialogue.turns = [dialogue.turns[2]!];
      dialogue.start = 'offer';
      dialogue.turns[0]!.choices.push({ ...structuredClone(choice(dialogue, 0, 1)), id: 'fourth' });
      each(dialogue.turns[0]!.choices, (one, index) => {
        // Sums of these tell apart how often each was said; only the last, said nearly always, gets to the end.
        one.effects.seconds = [1, 30, 31 * 30, 31 * 31 * 30][index]!;
        one.to = [{ when: { seconds: { min: 23 * 31 * 31 * 30 } }, to: 'heard' }, { to: 'offer' }];
        delete one.when;
      });
    });
    const problems = checkCourse(course);
    // Not all ways were tried, so nothing is called impossible.
    expect(problems.filter(({ path }) => path === 'steps[2].endings[0]')).toEqual([]);
  });
});

describe('checkCourse, whatever it is given', { timeout: 60_000 }, () => {
  test('never throws on a course whose ids lead anywhere', () => {
    const ids = [
      'first',
      'second',
      'heard',
      'solved',
      'gone',
      'crew',
      'money',
      'friday',
      'impact',
      'call',
      'constructor',
    ];
    const lines = sampleFiles()['lessons/ask-impact.yaml']!.split('\n');
    const edit = fc.tuple(fc.nat(lines.length - 1), fc.constantFrom(...ids), fc.constantFrom(...ids));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const edited = edits.reduce(
          (text, [at, from, to]) => text.with(at, text[at]!.replaceAll(from, to)),
          lines,
        );
        const { course } = parseCourse({ ...sampleFiles(), 'lessons/ask-impact.yaml': edited.join('\n') });
        if (course === undefined) return;
        for (const problem of checkCourse(course)) expect(problem.message.length).toBeGreaterThan(10);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the rules', () => {
  const doc = readFileSync(join(import.meta.dirname, '../../docs/checks.md'), 'utf8');

  test.each([...new Set([...cases, ...teachingCases].map(([rule]) => rule))])(
    '%s is explained to trainers',
    (rule) => {
      expect(doc).toContain(`\`${rule}\``);
    },
  );

  test('each explained after the text is read has a case here', () => {
    const explained = doc.slice(doc.indexOf('## Whether it works')).matchAll(/^\| ([^|]+) \|/gm);
    const names = [...explained].flatMap(([, cell]) =>
      [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(20);
    const shown = new Set([...cases, ...teachingCases].map(([rule]) => rule));
    expect(names.filter((name) => name === undefined || !shown.has(name))).toEqual([]);
  });
});
