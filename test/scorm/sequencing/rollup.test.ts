import { expect, it } from 'vitest';
import { inBothWays } from './both-ways.ts';
import { DONE, FLOW, folder, map, primary, rollup, rule, rules, sco } from './manifest-words.ts';
import { organization as org } from './play.ts';

const FAILED = { completion_status: 'completed', success_status: 'failed' };
const weight = (part: string) => `<rollupRules objectiveMeasureWeight="${part}"/>`;
const measured = (min: string) =>
  `<objectives>${primary('o', `<minNormalizedMeasure>${min}</minNormalizedMeasure>`, 'satisfiedByMeasure="true"')}</objectives>`;
const rollupRules = (...all: string[]) => `<rollupRules>${all.join('')}</rollupRules>`;

inBothWays('Rollup Process', (play) => {
  it('RB.1.1 a: a measure is the weighted average, and what has no measure yet counts as nothing', () => {
    const {
      begin,
      sco: run,
      root,
    } = play(
      org(
        FLOW,
        sco('s1', weight('1')),
        sco('s2', weight('0.5')),
        sco('s3', weight('0.5')),
        sco('s4', weight('0')),
      ),
    );
    begin();
    run({ 'score.scaled': '1' }, 'continue');
    expect(root()).toMatch(/ 0\.5 -$/);
    run({ 'score.scaled': '0.5' }, 'continue');
    run({ 'score.scaled': '-1' }, 'continue');
    run({ 'score.scaled': '1' });
    expect(root()).toMatch(/ 0\.375 -$/);
  });

  it('RB.1.1 a: neither further attempts nor unfinished ones weigh less', () => {
    const { begin, sco: run, root } = play(org(FLOW, sco('s1'), sco('s2')));
    begin();
    run({ completion_status: 'completed', 'score.scaled': '1' }, 'previous');
    run({ completion_status: 'completed', 'score.scaled': '1' }, '{target=s1}choice');
    run({ completion_status: 'incomplete', 'score.scaled': '1' }, '{target=s2}choice');
    run({ completion_status: 'completed', 'score.scaled': '0' });
    expect(root()).toMatch(/ 0\.5 -$/);
  });

  it('RB.1.1 b: progress is the average by progress weights', () => {
    const item = (id: string, part: string) =>
      `<item identifier="${id}"><completionThreshold completedByMeasure="true" minProgressMeasure="0.8" progressWeight="${part}"/></item>`;
    const { begin, sco: run, root, status } = play(org(FLOW, item('s1', '1'), item('s2', '0.5')));
    begin();
    run({ progress_measure: '0.9' }, 'continue');
    expect(status('s1')).toMatch(/^completed/);
    run({ progress_measure: '0.3' });
    expect(root()).toMatch(/^incomplete/);
    expect(Number(root().split(' ').at(-1))).toBeCloseTo((0.9 + 0.15) / 1.5);
    expect(status('s2')).toMatch(/^incomplete/);
  });

  it('RB.1.2 a: satisfaction by measure asks the rolled-up measure, not the children', () => {
    const { begin, sco: run, root } = play(org(FLOW + measured('0.6'), sco('s1'), sco('s2')));
    begin();
    run({ success_status: 'passed', 'score.scaled': '1' }, 'continue');
    expect(root()).toMatch(/^\w+ failed 0\.5/);
    run({ success_status: 'failed', 'score.scaled': '0.3' });
    expect(root()).toMatch(/ passed 0\.65 -$/);
  });

  it('RB.1.2 b: rules decide where there are some', () => {
    const any = rollupRules(
      rollup('satisfied', 'childActivitySet="any"', 'condition="satisfied"'),
      rollup('notSatisfied', 'childActivitySet="all"', 'operator="not" condition="satisfied"'),
    );
    const { begin, sco: run, root } = play(org(FLOW + any, sco('s1'), sco('s2')));
    begin();
    run(FAILED, 'continue');
    expect(root()).toMatch(/ failed /);
    run(DONE);
    expect(root()).toMatch(/ passed /);
  });

  it('RB.1.2 c, RB.1.3: by default all have to be satisfied and completed', () => {
    const { begin, sco: run, root } = play(org(FLOW, sco('s1'), sco('s2')));
    begin();
    run(DONE, 'continue');
    expect(root()).not.toMatch(/completed|passed/);
    run(DONE);
    expect(root()).toBe('completed passed - -');
  });

  it('RB.1.4: at least so many, at least such a part, none', () => {
    const two = rollupRules(
      rollup('completed', 'childActivitySet="atLeastCount" minimumCount="2"', 'condition="completed"'),
      rollup('satisfied', 'childActivitySet="atLeastPercent" minimumPercent="0.6"', 'condition="satisfied"'),
      rollup('notSatisfied', 'childActivitySet="none"', 'condition="satisfied"'),
    );
    const { begin, sco: run, root } = play(org(FLOW + two, sco('s1'), sco('s2'), sco('s3')));
    begin();
    run(FAILED, 'continue');
    expect(root()).toMatch(/^\w+ failed/);
    expect(root()).not.toMatch(/^completed/);
    run(DONE, 'continue');
    expect(root()).toMatch(/^completed/);
    run(DONE);
    expect(root()).toBe('completed passed - -');
  });

  it('RB.1.4.1: conditions of a rule combine as it says', () => {
    const both = `<rollupRules><rollupRule childActivitySet="any"><rollupConditions conditionCombination="all">
      <rollupCondition condition="attempted"/><rollupCondition condition="satisfied" operator="not"/>
    </rollupConditions><rollupAction action="incomplete"/></rollupRule></rollupRules>`;
    const { begin, sco: run, root } = play(org(FLOW + both, sco('s1'), sco('s2')));
    begin();
    run(FAILED, 'continue');
    expect(root()).toMatch(/^incomplete/);
  });

  it('RB.1.4.2: an untracked activity, and one that does not contribute, count for nothing', () => {
    const {
      begin,
      sco: run,
      root,
    } = play(
      org(
        FLOW,
        sco('s1'),
        `<item identifier="s2"><sequencing><deliveryControls tracked="false"/></sequencing></item>`,
        sco(
          's3',
          '<rollupRules rollupObjectiveSatisfied="false" rollupProgressCompletion="false" objectiveMeasureWeight="0"/>',
        ),
      ),
    );
    begin();
    run({ ...DONE, 'score.scaled': '0.8' }, 'continue');
    expect(root()).toBe('completed passed 0.8 -');
    run({ ...FAILED, 'score.scaled': '0' }, 'continue');
    run({ ...FAILED, 'score.scaled': '0' });
    expect(root()).toBe('completed passed 0.8 -');
  });

  it('RB.1.4.2: required only if attempted, or if not skipped', () => {
    const optional =
      '<rollupConsiderations requiredForSatisfied="ifAttempted" requiredForNotSatisfied="ifAttempted" requiredForCompleted="ifAttempted" requiredForIncomplete="ifAttempted"/>';
    const skipped =
      '<rollupConsiderations requiredForSatisfied="ifNotSkipped" requiredForNotSatisfied="ifNotSkipped" requiredForCompleted="ifNotSkipped" requiredForIncomplete="ifNotSkipped"/>' +
      rules(rule('pre', 'skip', 'condition="always"'));
    const {
      begin,
      sco: run,
      root,
    } = play(org(FLOW, sco('s1'), sco('s2', skipped), sco('s3'), sco('s4', optional)));
    begin();
    expect(run(DONE, 'continue')).toBe('s3');
    run(DONE);
    expect(root()).toBe('completed passed - -');
  });

  it('RB.1.5: results go up through every level', () => {
    const {
      begin,
      sco: run,
      status,
      root,
    } = play(org(FLOW, folder('f', FLOW, folder('g', FLOW, sco('s1')), sco('s2')), sco('s3')));
    begin();
    run(DONE, 'continue');
    expect(status('g')).toBe('completed passed');
    run(DONE, 'continue');
    expect(status('f')).toBe('completed passed');
    run(FAILED);
    expect(root()).toBe('completed failed - -');
  });
});

inBothWays('Utility Processes', (play) => {
  it('UP.2.1: rules ask measures against thresholds, and an unknown value is neither true nor false', () => {
    const low = rules(
      rule('post', 'retry', 'condition="objectiveMeasureLessThan" measureThreshold="0.5"'),
      rule('post', 'continue', 'operator="not" condition="objectiveMeasureLessThan" measureThreshold="0.5"'),
    );
    const { begin, sco: run } = play(org(FLOW, sco('s1', low), sco('s2')));
    begin();
    expect(run({ completion_status: 'completed' })).toBe('choosing');
    const measuredOnce = play(org(FLOW, sco('s1', low), sco('s2')));
    measuredOnce.begin();
    expect(measuredOnce.sco({ 'score.scaled': '0.4' })).toBe('s1');
    expect(measuredOnce.sco({ 'score.scaled': '0.5' })).toBe('s2');
  });

  it('UP.4: what a SCO does not report is assumed, unless it has promised to report it', () => {
    const silent = '<item identifier="s1"/>';
    const { begin, sco: run, status } = play(org(FLOW, silent, sco('s2')));
    begin();
    run({}, 'continue');
    expect(status('s1')).toBe('completed passed');
    run({});
    expect(status('s2')).not.toMatch(/completed|passed/);
  });

  it('UP.4: an asset is done when it has been left', () => {
    const { begin, go, status, root } = play(
      org(FLOW, '<item identifier="a1" asset="true"/>', '<item identifier="a2" asset="true"/>'),
    );
    begin();
    go('continue');
    expect(status('a1')).toBe('completed passed');
    expect(go('continue')).toBe('ended');
    expect(root()).toBe('completed passed - -');
  });

  it('UP.4: the primary objective is satisfied by measure, also one without a name', () => {
    for (const id of ['objectiveID="p"', '']) {
      const {
        begin,
        sco: run,
        status,
      } = play(
        org(
          FLOW,
          sco(
            's1',
            `<objectives><primaryObjective ${id} satisfiedByMeasure="true"><minNormalizedMeasure>0.8</minNormalizedMeasure></primaryObjective></objectives>`,
          ),
        ),
      );
      begin();
      run({ completion_status: 'completed', success_status: 'passed', 'score.scaled': '0.7' });
      expect(status('s1')).toBe('completed failed');
    }
  });
});

inBothWays('Shared objectives and data', (play) => {
  const writer = `<objectives>${primary('p', map('g', 'writeSatisfiedStatus="true" writeNormalizedMeasure="true"'))}</objectives>`;

  it('SM.7: what one activity writes to a global objective another one reads', () => {
    const reader = `<objectives>${primary('q', map('g', 'readSatisfiedStatus="true"'))}</objectives>${rules(rule('pre', 'skip', 'condition="satisfied"'))}`;
    const { begin, sco: run } = play(org(FLOW, sco('s1', writer), sco('s2', reader), sco('s3')));
    begin();
    expect(run({ ...DONE, 'score.scaled': '0.9' }, 'continue')).toBe('s3');
  });

  it('SN 3.10.3: the SCO sees what its objective reads, raw score included (adlseq:objectives)', () => {
    const raw = `${writer.replace('</objectives>', '')}</objectives><objectives><objective objectiveID="p">${map('g', 'writeRawScore="true"')}</objective></objectives>`;
    const reader = `<objectives><primaryObjective/><objective objectiveID="o">${map('g')}</objective></objectives>`;
    const { begin, sco: run, start } = play(org(FLOW, sco('s1', raw), sco('s2', reader)));
    begin();
    run({ ...DONE, 'score.scaled': '0.9', 'score.raw': '45' }, 'continue');
    const session = start();
    expect(session.getValue('cmi.objectives._count')).toBe('1');
    const value = (name: string) => session.getValue(`cmi.objectives.0.${name}`);
    expect([value('id'), value('success_status'), value('score.scaled'), value('score.raw')]).toEqual([
      'o',
      'passed',
      '0.9',
      '45',
    ]);
  });

  it('RTE 4.3: data of one activity reaches another one, as far as its map allows', () => {
    const item = (id: string, maps: string) => `<item identifier="${id}"><data>${maps}</data></item>`;
    const tree = org(
      FLOW,
      item('s1', '<map targetID="d1"/><map targetID="d2"/>'),
      item('s2', '<map targetID="d2"/><map targetID="d1" writeSharedData="false"/>'),
    );
    const { begin, sco: run, start } = play(tree);
    begin();
    run({ 'adl.data.0.store': 'one', 'adl.data.1.store': 'two' }, 'continue');
    const session = start();
    expect([session.getValue('adl.data.0.store'), session.getValue('adl.data.1.store')]).toEqual([
      'two',
      'one',
    ]);
    expect(session.setValue('adl.data.1.store', 'no')).toBe('false');
  });
});
