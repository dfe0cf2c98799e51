import { expect, it } from 'vitest';
import { inBothWays } from './both-ways.ts';
import { ALWAYS, DONE, FLOW, folder, rule, rules, sco } from './manifest-words.ts';
import { organization as org } from './play.ts';

// SCORM 2004 4th edition, SN book: every test names the clause of the pseudo-code that it holds the engine to.

inBothWays('Navigation Request Process', (play) => {
  it('NB.2.1: a Start is refused while an activity is current', () => {
    const { begin, go } = play(org(FLOW, sco('s1'), sco('s2')));
    expect(begin()).toBe('s1');
    expect(go('start')).toBe('refused NB.2.1-1');
  });

  it('NB.2.1: Resume All, Continue, Exit and Suspend All want something to work on', () => {
    const { go } = play(org(FLOW, sco('s1')));
    expect(go('resumeAll')).toBe('refused NB.2.1-3');
    expect(go('continue')).toBe('refused NB.2.1-4');
    expect(go('exit')).toMatch(/^refused NB\.2\.1/);
    expect(go('suspendAll')).toMatch(/^refused NB\.2\.1/);
  });

  it('NB.2.1, 3: Continue and Previous are valid only in a cluster that flows', () => {
    const { begin, go, sequencer } = play(org('<controlMode choice="true"/>', sco('s1'), sco('s2')));
    expect(begin()).toBe('s1'); // SB.2.5 delivers nothing where the root does not flow: the first choice is opened
    expect(sequencer().valid()).toMatchObject({ continue: false, previous: false });
    expect(go('continue')).toBe('refused NB.2.1-5');
    expect(go('previous')).toMatch(/^refused NB\.2\.1/);
  });

  it('NB.2.1, 4: Previous is not valid in a forward-only cluster', () => {
    const { begin, go, sequencer } = play(
      org('<controlMode flow="true" forwardOnly="true"/>', sco('s1'), sco('s2')),
    );
    begin();
    expect(go('continue')).toBe('s2');
    expect(sequencer().valid().previous).toBe(false);
    expect(go('previous')).toMatch(/^refused NB\.2\.1/);
  });

  it('NB.2.1, 7: a choice needs a target in the tree whose parent allows it', () => {
    const tree = org(FLOW, sco('s1'), folder('f', '<controlMode flow="true" choice="false"/>', sco('s2')));
    const { begin, go, sequencer } = play(tree);
    begin();
    expect(go('choice', 'nobody')).toBe('refused NB.2.1-10');
    expect(go('choice', 's2')).toBe('refused NB.2.1-11');
    expect([...sequencer().valid().choice]).not.toContain('s2');
    expect(go('choice', 'f')).toBe('s2');
  });

  it('NB.2.1, 7: a choice may not leave an active cluster that forbids it (choiceExit)', () => {
    const tree = org(
      FLOW,
      folder('f', '<controlMode flow="true" choiceExit="false"/>', sco('s1'), sco('s2')),
      sco('s3'),
    );
    const { begin, go } = play(tree);
    expect(begin()).toBe('s1');
    expect(go('choice', 's3')).toBe('refused NB.2.1-11');
    expect(go('choice', 's2')).toBe('s2');
  });

  it('NB.2.1: what content asks for in vain ends its attempt all the same', () => {
    const { begin, sco: run, status } = play(org(FLOW, sco('s1'), sco('s2')));
    begin();
    expect(run(DONE, '{target=nobody}choice')).toBe('choosing NB.2.1-10');
    expect(status('s1')).toBe('completed passed');
  });
});

inBothWays('Sequencing Request Process', (play) => {
  it('SB.2.1, SB.2.7: flow goes through the tree depth first, both ways', () => {
    const tree = org(
      FLOW,
      folder('f', FLOW, sco('s1'), sco('s2')),
      folder('g', FLOW, folder('h', FLOW, sco('s3'))),
      sco('s4'),
    );
    const { begin, go } = play(tree);
    expect([begin(), go('continue'), go('continue'), go('continue')]).toEqual(['s1', 's2', 's3', 's4']);
    expect([go('previous'), go('previous')]).toEqual(['s3', 's2']);
  });

  it('SB.2.7: a Continue behind the last activity ends the session', () => {
    const { begin, go } = play(org(FLOW, sco('s1'), sco('s2')));
    begin();
    go('continue');
    expect(go('continue')).toBe('ended');
  });

  it('SB.2.2, 2: what is to be skipped is skipped', () => {
    const tree = org(FLOW, sco('s1'), sco('s2', rules(rule('pre', 'skip', ALWAYS))), sco('s3'));
    const { begin, go } = play(tree);
    begin();
    expect(go('continue')).toBe('s3');
    expect(go('previous')).toBe('s1');
  });

  it('SB.2.2, 3: what is disabled stops the flow, and the attempt that was left has ended', () => {
    const locked = sco(
      's2',
      rules(rule('pre', 'disabled', 'operator="not" condition="completed" referencedObjective="first"')) +
        '<objectives><primaryObjective/><objective objectiveID="first"><mapInfo targetObjectiveID="g"/></objective></objectives>',
    );
    const { begin, go } = play(org(FLOW, sco('s1'), locked));
    begin();
    expect(go('continue')).toBe('s2'); // unknown is not "not completed" (UP.2.1)
    const disabled = play(org(FLOW, sco('s1'), sco('s2', rules(rule('pre', 'disabled', ALWAYS)))));
    disabled.begin();
    expect(disabled.go('continue')).toMatch(/^choosing/);
    expect(disabled.sequencer().current()).toBeUndefined();
  });

  it('SB.2.4: a choice does not go past an activity that stops traversal', () => {
    const stop = sco(
      's1',
      rules(rule('pre', 'stopForwardTraversal', 'operator="not" condition="completed"')),
    );
    const { begin, go, sco: run, sequencer } = play(org(FLOW, stop, sco('s2'), sco('s3')));
    begin();
    run({ completion_status: 'incomplete', exit: 'suspend' });
    expect(sequencer().valid().choice.has('s3')).toBe(false);
    expect(go('choice', 's3')).toMatch(/^(refused|choosing)/);
    expect(go('choice', 's1')).toBe('s1');
    expect(run(DONE, '{target=s3}choice')).toBe('s3');
  });

  it('SB.2.9: a hidden activity cannot be chosen, nor what it holds, and is not listed', () => {
    const hidden = folder('f', FLOW + rules(rule('pre', 'hiddenFromChoice', ALWAYS)), sco('s2'));
    const { begin, go, sequencer } = play(org(FLOW, sco('s1'), hidden, sco('s3')));
    begin();
    expect(
      sequencer()
        .lines()
        .map(({ id }) => id),
    ).toEqual(['s1', 's3']);
    expect([...sequencer().valid().choice]).not.toContain('f');
    expect([...sequencer().valid().choice]).not.toContain('s2');
    expect(go('choice', 's2')).toMatch(/^refused/);
    expect(go('continue')).toBe('s2');
  });

  it('SB.2.9: constrainChoice keeps choices to where flow could go next', () => {
    const constrained = '<controlMode flow="true"/><constrainedChoiceConsiderations constrainChoice="true"/>';
    const tree = org(
      constrained,
      folder('f', FLOW, sco('s1')),
      folder('g', FLOW, sco('s2')),
      folder('h', FLOW, sco('s3')),
    );
    const { begin, go, sequencer } = play(tree);
    begin();
    expect(sequencer().valid().choice.has('s3')).toBe(false);
    expect(go('choice', 's3')).toMatch(/^refused/);
  });

  it('SB.2.9: preventActivation keeps a choice from beginning an attempt on another cluster', () => {
    const prevent = '<controlMode flow="true"/><constrainedChoiceConsiderations preventActivation="true"/>';
    const tree = org(FLOW, folder('f', prevent, sco('s1'), folder('g', FLOW, sco('s2'))), sco('s3'));
    const { begin, go } = play(tree);
    expect(begin()).toBe('s1');
    expect(go('choice', 's2')).toMatch(/^refused/);
    expect(go('choice', 's3')).toBe('s3');
  });

  it('SB.2.13: a jump goes where no choice could', () => {
    const {
      begin,
      sco: run,
      status,
    } = play(org('<controlMode flow="true" choice="false"/>', sco('s1'), sco('s2'), sco('s3')));
    begin();
    expect(run(DONE, '{target=s3}jump')).toBe('s3');
    expect(status('s1')).toBe('completed passed');
    expect(run(DONE, '{target=nobody}jump')).toBe('choosing NB.2.1-12');
  });
});

inBothWays('Termination Request Process', (play) => {
  it('TB.2.3, 1: an Exit ends the attempt and leaves the choice to the learner', () => {
    const { begin, sco: run, status, sequencer, go } = play(org(FLOW, sco('s1'), sco('s2')));
    begin();
    expect(run(DONE)).toBe('choosing');
    expect(sequencer().current()).toBeUndefined();
    expect(status('s1')).toBe('completed passed');
    expect(go('continue')).toBe('s2');
  });

  it('TB.2.2: post-condition rules send on, back and again', () => {
    const done = 'condition="satisfied"';
    const tree = org(
      FLOW,
      sco('s1', rules(rule('post', 'continue', done))),
      sco('s2', rules(rule('post', 'retry', `operator="not" ${done}`), rule('post', 'previous', done))),
    );
    const { begin, sco: run } = play(tree);
    begin();
    expect(run(DONE)).toBe('s2');
    expect(run({ success_status: 'failed' })).toBe('s2');
    expect(run({ success_status: 'passed' })).toBe('s1');
  });

  it('TB.2.2: the rule of an activity comes before the request of its content', () => {
    const { begin, sco: run } = play(org(FLOW, sco('s1', rules(rule('post', 'retry', ALWAYS))), sco('s2')));
    begin();
    expect(run(DONE, 'continue')).toBe('s1');
  });

  it('TB.2.2: exitParent leaves the cluster, whose own rules are asked next', () => {
    const cluster = folder(
      'f',
      FLOW + rules(rule('post', 'continue', ALWAYS)),
      sco('s1', rules(rule('post', 'exitParent', ALWAYS))),
      sco('s2'),
    );
    const { begin, sco: run } = play(org(FLOW, cluster, sco('s3')));
    begin();
    expect(run(DONE)).toBe('s3');
  });

  it('TB.2.2: retryAll begins the package again, exitAll ends it', () => {
    const again = play(org(FLOW, sco('s1'), sco('s2', rules(rule('post', 'retryAll', ALWAYS)))));
    again.begin();
    again.go('continue');
    expect(again.sco(DONE)).toBe('s1');
    const over = play(org(FLOW, sco('s1', rules(rule('post', 'exitAll', ALWAYS))), sco('s2')));
    over.begin();
    expect(over.sco(DONE)).toBe('ended');
    expect(over.reopen()).toBe('s1');
  });

  it('TB.2.1: an exit rule of a cluster ends the cluster', () => {
    const cluster = folder(
      'f',
      `${FLOW}${rules(rule('exit', 'exit', 'condition="satisfied"'))}<rollupRules><rollupRule childActivitySet="any"><rollupConditions><rollupCondition condition="satisfied"/></rollupConditions><rollupAction action="satisfied"/></rollupRule></rollupRules>`,
      sco('s1'),
      sco('s2'),
    );
    const { begin, sco: run } = play(org(FLOW, cluster, sco('s3')));
    begin();
    expect(run(DONE, 'continue')).toBe('s3');
  });

  it('TB.2.3, 5: Suspend All keeps the place, Resume All goes on there without a new attempt', () => {
    const { begin, go, sequencer, reopen, start } = play(org(FLOW, sco('s1'), sco('s2')));
    begin();
    go('continue');
    start({ completion_status: 'incomplete', location: '7' });
    expect(go('suspendAll')).toBe('ended');
    expect(reopen()).toBe('s2');
    expect(sequencer().current()).toEqual({ sco: 's2', fresh: false });
  });

  it('TB.2.3, 6: what an abandoned attempt has reported does not count', () => {
    const { begin, sco: run, status } = play(org(FLOW, sco('s1'), sco('s2')));
    begin();
    expect(run(DONE, 'abandon')).toMatch(/^choosing/);
    expect(status('s1')).not.toContain('passed');
  });

  it('TB.2.3: content ends the session and the learner begins another', () => {
    for (const request of ['exitAll', 'abandonAll', 'suspendAll']) {
      const { begin, sco: run, reopen, sequencer } = play(org(FLOW, sco('s1'), sco('s2')));
      begin();
      expect(run(DONE, 'continue')).toBe('s2');
      expect(run({ completion_status: 'incomplete' }, request)).toBe('ended');
      expect(sequencer().current()).toBeUndefined();
      expect(reopen()).toBe(request === 'suspendAll' ? 's2' : 's1');
    }
  });
});

inBothWays('Delivery', (play) => {
  it('DB.2: a new attempt is fresh, a suspended one goes on', () => {
    const { begin, sco: run, go, sequencer } = play(org(FLOW, sco('s1'), sco('s2')));
    begin();
    run({ completion_status: 'incomplete', exit: 'suspend' }, 'continue');
    run({ completion_status: 'completed' }, 'previous');
    expect(sequencer().current()).toEqual({ sco: 's1', fresh: false });
    expect(go('continue')).toBe('s2');
  });

  it('UP.1: an activity is not delivered more often than its attempt limit allows', () => {
    const limited = sco('s1', '<limitConditions attemptLimit="1"/>');
    const { begin, sco: run, go } = play(org(FLOW, limited, sco('s2')));
    begin();
    expect(run(DONE, 'continue')).toBe('s2');
    expect(go('choice', 's1')).toMatch(/^(refused|choosing)/);
  });
});
