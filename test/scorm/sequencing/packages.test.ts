import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { Sequencing } from '#courses/scorm/sequencing.ts';
import { readPackage } from '#server/packages/read-package.ts';
import { ROOT } from '#server/paths.ts';
import { inBothWays, quietly } from './both-ways.ts';
import { type Play, play, type Said } from './play.ts';

// Packages that are not ours: Rustici's golf samples say in their manifests what they promise, ADL's test packages are
// about one group of rules each. Where they are absent, the clauses themselves are tested beside this file all the same.
const SHARED = join(ROOT, '../shared/packages');
const GOLF = join(SHARED, 'rustici-golf');
const ADL = join(SHARED, 'adl-cts-scorm2004-4th');
if (!existsSync(SHARED))
  console.warn('No folder of packages beside the project: their sequencing was not tested.');

const contentsIn = async (folder: string, file: string): Promise<Activity> =>
  (await readPackage(join(folder, file))).contents;
const everything = (activity: Activity): Activity[] => [activity, ...activity.children.flatMap(everything)];

const READ: Said = { completion_status: 'completed', success_status: 'passed' };
const quiz = (passed: boolean, scaled: string): Said => ({
  completion_status: 'completed',
  success_status: passed ? 'passed' : 'failed',
  'score.scaled': scaled,
});

describe.skipIf(!existsSync(GOLF))(
  'golf samples (skipped where the shared packages are absent)',
  async () => {
    if (!existsSync(GOLF)) return;
    const forced = await contentsIn(GOLF, 'SequencingForcedSequential_SCORM20043rdEdition.zip');
    const remedial = await contentsIn(GOLF, 'SequencingSimpleRemediation_SCORM20043rdEdition.zip');
    const postTest = await contentsIn(GOLF, 'SequencingPostTestRollup4thEd_SCORM20044thEdition.zip');

    inBothWays('forced sequential order', (start: (contents: Activity) => Play) => {
      it('opens one after the other, goes back freely, and has no score', () => {
        const { begin, sco, go, sequencer, root } = start(forced);
        expect(begin()).toBe('playing_item');
        expect([...sequencer().valid().choice]).not.toContain('etuqiette_item');
        expect(go('choice', 'havingfun_item')).toMatch(/^refused/);
        expect(sco(READ, 'continue')).toBe('etuqiette_item');
        expect(go('choice', 'playing_item')).toBe('playing_item');
        expect(sco(READ, 'continue')).toBe('etuqiette_item');
        expect(sco(READ, 'continue')).toBe('handicapping_item');
        expect([...sequencer().valid().choice]).not.toContain('assessment_item');
        expect(sco(READ, 'continue')).toBe('havingfun_item');
        expect(sco(READ, 'continue')).toBe('assessment_item');
        expect(root()).not.toMatch(/completed|passed/);
        sco(quiz(true, '0.9'));
        expect(root()).toBe('completed passed - -');
      });

      it('is failed by its quiz', () => {
        const { begin, sco, root } = start(forced);
        begin();
        for (let page = 0; page < 4; page += 1) sco(READ, 'continue');
        sco(quiz(false, '0.2'));
        expect(root()).toBe('completed failed - -');
      });
    });

    inBothWays('simple remediation', (start) => {
      it('sends back to what was not learned, and only there, until all is', () => {
        const { begin, sco, root, status, sequencer } = start(remedial);
        expect(begin()).toBe('playing_item');
        expect(
          sequencer()
            .lines()
            .map(({ id }) => id),
        ).not.toContain('content_wrapper');
        const reading: Said = { completion_status: 'completed' };
        for (const next of ['etuqiette_item', 'handicapping_item', 'havingfun_item', 'test_1']) {
          expect(sco(reading, 'continue')).toBe(next);
        }
        expect(sco(quiz(true, '1'), 'continue')).toBe('test_2');
        expect(sco(quiz(false, '0.25'), 'continue')).toBe('test_3');
        expect(sco(quiz(true, '0.75'), 'continue')).toBe('test_4');
        expect(sco(quiz(true, '1'), 'continue')).toBe('etuqiette_item');
        expect(sco(reading, 'continue')).toBe('test_2');
        expect(sco(quiz(true, '0.75'), 'continue')).toBe('test_4'); // the last one is always asked: it closes the loop
        expect(sco(quiz(true, '1'), 'continue')).toBe('ended');
        expect(status('content_wrapper')).toMatch(/passed$/);
        expect(root()).toBe('completed passed 0.875 -');
      });
    });

    inBothWays('post-test roll-up, 4th edition', (start) => {
      it('counts the quiz alone, adds up progress by weights, and shares notes', () => {
        const { begin, sco, root, start: open } = start(postTest);
        expect(begin()).toBe('playing_item');
        expect(sco({ ...READ, progress_measure: '1', 'adl.data.0.store': 'grip' }, 'continue')).toBe(
          'etuqiette_item',
        );
        expect(Number(root().split(' ')[3])).toBeCloseTo(0.5 / 1.6);
        expect(open().getValue('adl.data.0.store')).toBe('grip');
      });

      it('passes with the quiz', () => {
        const { begin, sco, root } = start(postTest);
        begin();
        for (const next of ['etuqiette_item', 'handicapping_item', 'havingfun_item', 'assessment_item']) {
          expect(sco({ completion_status: 'completed', progress_measure: '1' }, 'continue')).toBe(next);
        }
        expect(root()).not.toMatch(/completed|passed/);
        sco({ ...quiz(true, '0.85'), progress_measure: '1' });
        expect(root()).toBe('completed passed 0.85 1');
      });

      it('lets content jump to the hidden quiz', () => {
        const { begin, sco, sequencer } = start(postTest);
        begin();
        expect(
          sequencer()
            .lines()
            .map(({ id }) => id),
        ).not.toContain('assessment_item');
        expect(sco({ completion_status: 'incomplete' }, '{target=assessment_item}jump')).toBe(
          'assessment_item',
        );
      });
    });
  },
);

describe.skipIf(!existsSync(ADL))(
  'ADL test packages (skipped where the shared packages are absent)',
  async () => {
    if (!existsSync(ADL)) return;
    quietly();
    const files = readdirSync(ADL).filter((file) => file.endsWith('.zip'));
    const packages = await Promise.all(
      files.map(async (file) => [file, await contentsIn(ADL, file)] as const),
    );

    it.each(packages)('%s is read, played and resumed', (_file, contents) => {
      for (const { sequencing } of everything(contents)) {
        if (sequencing) expect(Sequencing.parse(sequencing)).toEqual(sequencing);
      }
      const { begin, reopen, go, sequencer } = play(contents);
      const first = begin();
      expect(everything(contents).map(({ id }) => id)).toContain(first);
      expect(reopen()).toBe(first);
      for (let move = 0; move < 6 && sequencer().current(); move += 1) {
        go('continue');
        const open = sequencer().current()?.sco;
        if (open !== undefined) expect(reopen()).toBe(open);
      }
      const { sequencing, ...rollUp } = sequencer().snapshot();
      expect(Object.keys(rollUp)).toEqual(['completionStatus', 'successStatus', 'scaledScore', 'progress']);
      expect(sequencing.length).toBeLessThan(40_000);
    });

    const named = (name: string): Activity =>
      packages.find(([file]) => file.includes(name))?.[1] ?? packages[0]![1];

    inBothWays('by group', (start) => {
      it('RU-04aa: half of the children satisfy the cluster (RB.1.4), which then exits and goes back (TB.2.1, TB.2.2)', () => {
        const { begin, sco } = start(named('RU-04aa'));
        expect(begin()).toBe('activity_1');
        expect(sco({}, 'continue')).toBe('activity_3');
        expect(sco(quiz(false, '0.1'), 'continue')).toBe('activity_4');
        expect(sco(READ, 'continue')).toBe('activity_1');
      });

      it('OB-09a: objectives that another activity has satisfied are skipped on the retry (SM.7, UP.2.1, SB.2.2)', () => {
        const { begin, sco } = start(named('OB-09a'));
        expect([begin(), sco({}, 'continue'), sco({}, 'continue')]).toEqual([
          'activity_1',
          'activity_2',
          'activity_3',
        ]);
        const learned = (first: string, second: string): Said => ({
          ...quiz(false, '0'),
          'objectives.0.success_status': first,
          'objectives.1.success_status': second,
        });
        expect(sco(learned('passed', 'failed'))).toBe('activity_2');
        expect(sco({}, 'continue')).toBe('activity_3');
        expect(sco(learned('passed', 'passed'))).toBe('activity_3');
      });
    });
  },
);
