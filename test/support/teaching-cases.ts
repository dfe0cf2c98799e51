import type { Course } from '#courses/format/course.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Problem } from '#courses/format/problem.ts';
import type { Step } from '#courses/format/step.ts';
import { courseFixture } from './course-fixture.ts';

/** A small good course of which one thing is made bad. */
type Parts = { course: Course; first: Lesson; second: Lesson; dialogue: Dialogue };

export function badCourse(change: (parts: Parts) => void): Course {
  const course = structuredClone(courseFixture);
  const [first, second] = course.lessons as [Lesson, Lesson];
  change({ course, first, second, dialogue: stepOf(first, 'dialogue') });
  return course;
}

function stepOf<K extends Step['kind']>(lesson: Lesson, kind: K): Extract<Step, { kind: K }> {
  const found = lesson.steps.find((step): step is Extract<Step, { kind: K }> => step.kind === kind);
  if (!found) throw new Error(`no ${kind} in the fixture`);
  return found;
}

const choicesOf = ({ turns }: Dialogue) => turns.flatMap(({ choices }) => choices);
const replies: Dialogue['replies'] = {
  unclear: 'What do you mean?',
  flat: 'Right.',
  sharp: 'Excuse me?',
  guarded: 'Never mind.',
  answers: {},
  seconds: 30,
};
const HEAVY =
  'Notwithstanding considerable organisational complications, representatives consistently demonstrating exceptional attentiveness throughout conversations subsequently experience substantially diminished escalation frequencies, particularly regarding complicated reimbursement procedures involving multiple departments simultaneously.';

/** Each teaching check with a change that makes it fire, where, and a part of what it says to do. */
export const teachingCases: [
  rule: string,
  level: Problem['level'],
  path: string,
  says: string,
  (parts: Parts) => void,
][] = [
  [
    'position-across-course',
    'warning',
    'lessons',
    'move it about',
    ({ course }) => {
      for (const lesson of course.lessons) {
        for (const step of lesson.steps) {
          if (step.kind === 'choice' || step.kind === 'example')
            step.options.sort((a, b) => b.worth - a.worth);
        }
      }
      const { turns } = stepOf(course.lessons[0]!, 'dialogue');
      for (const turn of turns) turn.choices.sort((a, b) => b.effects.trust - a.effects.trust);
      const again = structuredClone(turns[0]!);
      turns.push({
        ...again,
        id: 'again-hello',
        choices: again.choices.map((one) => ({ ...one, id: `${one.id}-2` })),
      });
    },
  ],
  [
    'unlikely-distractor',
    'warning',
    'steps[1].options[0].text',
    'Nobody would choose "number": it is so much shorter',
    ({ first }) => (stepOf(first, 'choice').options[0]!.text = 'Hm.'),
  ],
  [
    'unlikely-distractor',
    'warning',
    'steps[2].turns[1].choices[2].text',
    'it is shouted',
    ({ dialogue }) => (dialogue.turns[1]!.choices[2]!.text = 'READ OUR TERMS AND CONDITIONS FIRST.'),
  ],
  [
    'same-answer-twice',
    'warning',
    'steps[1].options[2].text',
    'says the same as "number"',
    ({ first }) => (stepOf(first, 'choice').options[2]!.text = 'what is the order number'),
  ],
  [
    'silent-reaction',
    'warning',
    'steps[2].turns[0].choices[1].reaction',
    'may say nothing at all',
    ({ dialogue }) =>
      (dialogue.turns[0]!.choices[1]!.reaction = [{ text: 'Again?', when: { trust: { max: 2 } } }]),
  ],
  [
    'bare-verdict',
    'warning',
    'steps[2].turns[0].choices[1].coaching',
    'is a verdict, not coaching',
    ({ dialogue }) => (dialogue.turns[0]!.choices[1]!.coaching = 'Not quite right!'),
  ],
  [
    'ending-without-evidence',
    'warning',
    'steps[2].endings[2]',
    'The ending "again" says nothing about any objective',
    ({ dialogue }) => (dialogue.endings[2]!.evidence = []),
  ],
  [
    'rushing-pays',
    'warning',
    'steps[2].endings[0]',
    'the clock tempts nobody',
    ({ dialogue }) => {
      for (const choice of choicesOf(dialogue)) choice.effects.seconds = choice.to === 'heard' ? 1 : 60;
      dialogue.turns[0]!.choices[0]!.to = 'offer';
      dialogue.turns[2]!.choices[0]!.when = undefined;
    },
  ],
  [
    'fact-without-words',
    'warning',
    'steps[2].facts[0]',
    'has 1 words to know a question about it by',
    ({ dialogue }) => (dialogue.facts[0]!.words = ['birthday']),
  ],
  [
    'fact-without-telling',
    'warning',
    'steps[2].facts[1]',
    'Write it in "says"',
    ({ dialogue }) => {
      dialogue.turns[0]!.ask = {};
      dialogue.replies = replies;
    },
  ],
  [
    'no-replies',
    'error',
    'steps[2].turns[1].ask',
    'The turn "more" takes own words',
    ({ dialogue }) => (dialogue.turns[1]!.ask = {}),
  ],
  [
    'ask-wants-nothing',
    'error',
    'steps[2]',
    'expected "wanted"',
    ({ second }) => (stepOf(second, 'ask').wanted = []),
  ],
  [
    'ask-without-lines',
    'warning',
    'steps[2]',
    'two to four prepared lines',
    ({ second }) => delete stepOf(second, 'ask').lines,
  ],
  [
    'reading-grade',
    'warning',
    'steps[0].text',
    'hard to read (LIX',
    ({ first }) => (stepOf(first, 'card').text = `${HEAVY} ${HEAVY}`),
  ],
  [
    'missing-alt',
    'warning',
    'steps[0].picture.alt',
    'say it in "alt"',
    ({ first }) => (stepOf(first, 'card').picture = { src: 'media/desk.png', alt: ' ' }),
  ],
  [
    'canned-praised',
    'warning',
    'steps[2].turns[0].choices[0].text',
    'holds a set phrase',
    ({ dialogue }) =>
      (dialogue.turns[0]!.choices[0]!.text =
        'I completely understand your frustration, what did it do to you?'),
  ],
  [
    'fact-misread',
    'warning',
    'steps[2].facts[1].earnedBy',
    'takes it for a question about solution',
    ({ dialogue }) => {
      dialogue.turns[0]!.ask = {};
      dialogue.replies = replies;
      dialogue.facts[1]!.earnedBy = 'Have you tried to restart it?';
    },
  ],
  [
    'skill-two-tips',
    'error',
    'objectives[1].tip',
    'one behaviour feeds one tip',
    ({ first }) => {
      for (const objective of first.objectives) objective.skill = 'ask-impact';
    },
  ],
  ['lesson-long', 'warning', 'minutes', 'expected at most 1.5', ({ course }) => (course.kind = 'drills')],
];
