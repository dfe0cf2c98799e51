import { describe, expect, it } from 'vitest';
import { judgeCalls } from '#courses/scorm/judge-calls.ts';
import { type RunSettings, SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import { bundledLessons } from '#test/support/bundled-lessons.ts';
import { randomWalk } from '#test/support/random-walk.ts';

// Every bundled lesson, in every edition and under every kind of setting, walked through at random by the player's own
// session and tracker: whatever a learner does, no call of it may displease the strictest judge.

const SEEDS = process.env['LONG'] ? 250 : 12;
const SETTINGS: [string, Partial<RunSettings>][] = [
  ['the safe settings', {}],
  ['an exit that closes', { exitWhenDone: 'normal' }],
  ['failed reported, unique answers', { reportFailed: true, answerIds: 'unique' }],
  ['the least', { report: 'status', passedWord: 'completed', answers: false }],
];

const lessons = await bundledLessons();
/** Drills are alike, and translations differ in words alone: of those only the default edition is walked, in the safe settings. */
const isAlike = ({ course }: (typeof lessons)[number]): boolean =>
  course.language !== 'en' || course.id === 'ninety-seconds';

describe.each(['1.2', '2004-3', '2004-4'] as const)('random walks in SCORM %s', (edition) => {
  const ofEdition = lessons.filter((one) => one.edition === edition);
  it('has lessons to walk through', () => expect(ofEdition.length).toBeGreaterThan(0));

  describe.each(SETTINGS)('with %s', (_, some) => {
    const settings: RunSettings = { ...SAFE_SETTINGS, ...some };
    const walked = ofEdition.filter(
      (data) => !isAlike(data) || (edition === '1.2' && some === SETTINGS[0]?.[1]),
    );
    it.each(walked.map((data) => [`${data.course.id}/${data.lesson.id}`, data] as const))(
      '%s pleases every judge',
      async (_id, data) => {
        let finished = 0;
        for (let seed = 1; seed <= SEEDS; seed += 1) {
          const walk = await randomWalk({ ...data, settings }, seed);
          const problems = judgeCalls(edition, walk.calls, { exitWhenDone: settings.exitWhenDone });
          expect(
            problems.map(({ rule, message }) => `${rule}: ${message}`),
            `seed ${seed}`,
          ).toEqual([]);
          expect(walk.refused, `seed ${seed}`).toEqual([]);
          if (walk.finished) finished += 1;
        }
        expect(finished, 'walks that came to the end').toBeGreaterThan(0);
      },
    );
  });
});
