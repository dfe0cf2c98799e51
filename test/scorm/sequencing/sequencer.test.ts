import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEngine } from '#client/shell/sequencing/engine.ts';
import { openSequencer } from '#client/shell/sequencing/open-sequencer.ts';
import type { NavigationResult } from '#client/shell/sequencing/sequencer.ts';
import { applyChanges, changesBetween, type Json } from '#client/shell/sequencing/state-changes.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { inBothWays, quietly } from './both-ways.ts';
import { ALWAYS, DONE, FLOW, folder, rule, rules, sco } from './manifest-words.ts';
import { contentsOf, module, organization as org, play } from './play.ts';

const items = (count: number): string[] => Array.from({ length: count }, (_, index) => sco(`s${index + 1}`));
const ids = (lines: { id: string }[]): string[] => lines.map(({ id }) => id);

inBothWays('Selection and randomization', (start) => {
  const random = (attributes: string) => `${FLOW}<randomizationControls ${attributes}/>`;

  it('SR.2: the order is shuffled once, stays, and is the order of flow', () => {
    const tree = org(random('randomizationTiming="once" reorderChildren="true"'), ...items(12));
    const { begin, go, sequencer, reopen } = start(tree);
    const visited = [begin()];
    for (let left = 11; left > 0; left -= 1) visited.push(go('continue'));
    expect([...visited].sort()).toEqual(ids(tree.children).sort());
    expect(visited).not.toEqual(ids(tree.children)); // one in 479 million
    expect(ids(sequencer().lines())).toEqual(visited);
    go('exitAll');
    expect(reopen()).toBe(visited[0]);
    expect(ids(sequencer().lines())).toEqual(visited);
  });

  it('SR.1: so many are selected once; the others are neither listed, nor reached, nor missed in the roll-up', () => {
    const {
      begin,
      go,
      sco: run,
      sequencer,
      root,
    } = start(org(random('selectionTiming="once" selectCount="3"'), ...items(10)));
    begin();
    const listed = ids(sequencer().lines());
    expect(listed).toHaveLength(3);
    const others = ids(items(10).map((_, index) => ({ id: `s${index + 1}` }))).filter(
      (id) => !listed.includes(id),
    );
    expect([...sequencer().valid().choice].filter((id) => others.includes(id))).toEqual([]);
    expect(go('choice', others[0])).toMatch(/^refused/);
    run(DONE, 'continue');
    run(DONE, 'continue');
    expect(run(DONE, 'continue')).toBe('ended');
    expect(root()).toBe('completed passed - -');
  });

  it('SR.1: a selection on each new attempt draws from all of them again', () => {
    const tree = org(random('selectionTiming="onEachNewAttempt" selectCount="2"'), ...items(8));
    const { begin, go, sequencer, reopen } = start(tree);
    begin();
    const seen = new Set<string>();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const listed = ids(sequencer().lines());
      expect(listed).toHaveLength(2);
      for (const id of listed) seen.add(id);
      go('exitAll');
      reopen();
    }
    expect(seen.size).toBeGreaterThan(4);
  });
});

inBothWays('What the learner sees', (start) => {
  it('CAM 3.4: an item that is not visible is not listed, its children are', () => {
    const tree = contentsOf(`<organization identifier="org">
      <item identifier="f" isvisible="false"><item identifier="s1"/></item><item identifier="s2" isvisible="false"/><item identifier="s3"/>
      <sequencing>${FLOW}</sequencing></organization>`);
    const { begin, sequencer } = start(tree);
    begin();
    expect(ids(sequencer().lines())).toEqual(['s1', 's3']);
  });

  it('adlnav: controls that an activity hides are not offered while it is open', () => {
    const hiding =
      '<item identifier="s1"><presentation><navigationInterface><hideLMSUI>continue</hideLMSUI><hideLMSUI>exitAll</hideLMSUI></navigationInterface></presentation></item>';
    const { begin, sco: run, sequencer } = start(org(FLOW, hiding, sco('s2')));
    begin();
    expect([...sequencer().valid().hidden]).toEqual(['continue', 'exitAll']);
    expect(sequencer().valid().continue).toBe(false);
    run(DONE);
    expect(sequencer().valid()).toMatchObject({ continue: true, hidden: new Set() });
  });

  it('SN 5.6.4: content hears what it may ask for, by its own names', () => {
    const { begin, start: open } = start(
      org(
        FLOW,
        sco('intro.page'),
        folder('f', FLOW + rules(rule('pre', 'hiddenFromChoice', ALWAYS)), sco('s2')),
      ),
    );
    begin();
    const session = open();
    const may = (request: string) => session.getValue(`adl.nav.request_valid.${request}`);
    expect([may('continue'), may('previous')]).toEqual(['true', 'false']);
    expect([
      may('choice.{target=intro.page}'),
      may('choice.{target=s2}'),
      may('choice.{target=nobody}'),
    ]).toEqual(['true', 'false', 'false']);
  });

  it('offers only choices that are obeyed', () => {
    const tree = org(
      FLOW,
      folder(
        'f',
        '<controlMode flow="true" choiceExit="false"/>',
        sco('s1'),
        sco('s2', rules(rule('pre', 'disabled', ALWAYS))),
      ),
      folder(
        'g',
        `<controlMode flow="true"/><constrainedChoiceConsiderations preventActivation="true"/>`,
        sco('s3'),
        folder('h', FLOW, sco('s4')),
      ),
      sco('s5', '<limitConditions attemptLimit="1"/>'),
      sco('s6', rules(rule('pre', 'stopForwardTraversal', ALWAYS))),
      sco('s7'),
    );
    for (const first of ['s1', 's3', 's5', 's6', 's7']) {
      const { begin, sequencer, go, sco: run } = start(tree);
      begin();
      run(DONE);
      if (first !== 's1') go('choice', first);
      const stored = sequencer().snapshot().sequencing;
      for (const target of sequencer().valid().choice) {
        const copy = openSequencer(module, tree, stored, () => {});
        copy.begin();
        expect([first, target, copy.navigate('choice', target).kind]).toEqual([first, target, 'delivered']);
      }
    }
  });
});

describe('A sequencer', () => {
  quietly();

  it('obeys the learner in the Terminate of the page that is being closed, and only once', () => {
    const moves: NavigationResult[] = [];
    const sequencer = openSequencer(module, org(FLOW, ...items(3)), null, (result) => moves.push(result));
    sequencer.begin();
    const session = sequencer.startSession({}, () => true);
    session.initialize('');
    session.setValue('cmi.completion_status', 'completed');
    session.setValue('adl.nav.request', 'exitAll');
    sequencer.intend('choice', 's2');
    expect(session.terminate('')).toBe('true');
    expect(sequencer.navigate('choice', 's2')).toEqual({ kind: 'delivered', sco: 's2', fresh: true });
    expect(moves).toEqual([]);
    expect(sequencer.navigate('continue')).toMatchObject({ sco: 's3' });
  });

  it('does not lose a move with a page that dies in the Terminate that asked for it', () => {
    const tree = org(FLOW, ...items(3));
    let stored = '';
    const sequencer = openSequencer(module, tree, null, () => {});
    sequencer.begin();
    const session = sequencer.startSession({}, (_cmi, final) => {
      if (final) stored = sequencer.snapshot().sequencing;
      return true;
    });
    session.initialize('');
    session.setValue('cmi.completion_status', 'completed');
    session.setValue('adl.nav.request', '{target=s3}choice');
    session.terminate('');
    const next = openSequencer(module, tree, stored, () => {});
    expect(next.begin()).toEqual({ kind: 'delivered', sco: 's3', fresh: true });
    expect(next.statuses()['s1']).toMatchObject({ completionStatus: 'completed' });
  });

  it('goes on with the next activity where the last page had ended one, and with the same one where it was suspended', () => {
    const ended = play(org(FLOW, ...items(2)));
    ended.begin();
    ended.sco(DONE);
    expect(ended.reopen()).toBe('s2');
    const suspended = play(org(FLOW, ...items(2)));
    suspended.begin();
    suspended.sco({ exit: 'suspend' });
    expect(suspended.reopen()).toBe('s1');
    expect(suspended.sequencer().current()).toEqual({ sco: 's1', fresh: false });
  });

  it('opens the only SCO of a package again, anew if it had ended', () => {
    const only = play(org('', sco('s1')));
    expect(only.begin()).toBe('s1');
    expect(only.sco(DONE)).toBe('choosing');
    expect(only.root()).toBe('completed passed - -');
    expect(only.reopen()).toBe('s1');
    expect(only.sequencer().current()).toEqual({ sco: 's1', fresh: true });
    only.sco({ exit: 'suspend' });
    expect(only.reopen()).toBe('s1');
    expect(only.sequencer().current()).toEqual({ sco: 's1', fresh: false });
  });

  it('begins anew with a state that cannot be read', () => {
    for (const broken of [
      '',
      'null',
      '{',
      '[]',
      '{"version":7}',
      '{"version":1,"changes":[[]]}',
      '{"version":1,"changes":{"sequencing":[]}}',
      '{"version":1,"changes":[null]}',
    ]) {
      const sequencer = openSequencer(module, org(FLOW, ...items(2)), broken, () => {});
      expect([broken, sequencer.begin()]).toEqual([broken, { kind: 'delivered', sco: 's1', fresh: true }]);
    }
  });

  it('keeps a big package in a small state', () => {
    const tree = org(
      FLOW,
      ...Array.from({ length: 20 }, (_, index) =>
        folder(`f${index}`, FLOW, ...items(15).map((item) => item.replaceAll('"s', `"f${index}s`))),
      ),
    );
    const { begin, sco: run, sequencer } = play(tree);
    begin();
    run(DONE, 'continue');
    expect(sequencer().snapshot().sequencing.length).toBeLessThan(12_000);
  });

  it('gives every SCO a run-time without a trace of the one before', () => {
    const tree: Activity = org(FLOW, ...items(2));
    const clean = JSON.stringify(
      (openEngine(module, tree).api.renderCMIToJSONObject() as { cmi: unknown }).cmi,
    );
    const sequencer = openSequencer(module, tree, null, () => {});
    sequencer.begin();
    const session = sequencer.startSession(
      {
        launch_data: 'x',
        learner_id: '7',
        learner_name: 'n',
        max_time_allowed: 'PT1H',
        scaled_passing_score: '0.5',
        mode: 'review',
        credit: 'no-credit',
        time_limit_action: 'exit,message',
        entry: 'resume',
        total_time: 'PT1H',
        comments_from_lms: { 0: { comment: 'c' } },
      },
      () => true,
    );
    session.initialize('');
    const said = {
      completion_status: 'incomplete',
      suspend_data: 'x',
      location: 'y',
      exit: 'suspend',
      session_time: 'PT1M',
      'score.scaled': '1',
      progress_measure: '0.1',
      'learner_preference.language': 'de',
      'learner_preference.audio_level': '2',
      'comments_from_learner.0.comment': 'c',
      'interactions.0.id': 'i',
      'objectives.0.id': 'o',
    };
    for (const [name, value] of Object.entries(said))
      expect([name, session.setValue(`cmi.${name}`, value)]).toEqual([name, 'true']);
    session.setValue('adl.nav.request', 'continue');
    session.terminate('');
    expect(session.snapshot()).toMatchObject({ suspend_data: 'x' });
    expect([
      session.setValue('cmi.location', 'z'),
      session.getLastError(),
      session.commit(''),
      session.initialize(''),
    ]).toEqual(['false', '133', 'false', 'false']);
    expect(JSON.stringify(sequencer.startSession({}, () => true).snapshot())).toBe(clean);
  });

  it('shows what a running SCO has reported, and sequences by it only when the attempt ends', () => {
    const tree = org(
      FLOW,
      sco('s1', '<objectives><primaryObjective/><objective objectiveID="o"/></objectives>'),
    );
    const { begin, start, root, status, sequencer, reopen } = play(tree);
    begin();
    const session = start({
      completion_status: 'completed',
      'score.scaled': '0.5',
      'objectives.0.success_status': 'passed',
    });
    expect(root()).toBe('completed unknown 0.5 -'); // silence about success is no success yet (UP.4)
    session.setValue('cmi.success_status', 'passed');
    expect([root(), status('s1')]).toEqual(['completed passed 0.5 -', 'completed passed']);
    expect(session.getValue('cmi.completion_status')).toBe('completed');
    expect(sequencer().current()).toEqual({ sco: 's1', fresh: true });
    expect(reopen()).toBe('s1');
    expect(root()).not.toMatch(/passed/);
  });

  it('says what is refused at Terminate, and counts what was reported', () => {
    const sequencer = openSequencer(module, org(FLOW, ...items(2)), null, () => {});
    sequencer.begin();
    const session = sequencer.startSession({}, (_cmi, final) => !final);
    session.initialize('');
    session.setValue('cmi.completion_status', 'completed');
    expect(session.terminate('')).toBe('false'); // could not be stored: the content may try again
    expect(sequencer.current()).toMatchObject({ sco: 's1' });
    expect(session.isRunning()).toBe(true);
  });
});

describe('changesBetween', () => {
  const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

  it('gives what makes the one out of the other', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(applyChanges(before, changesBetween(before, after))).toEqual(after);
        expect(changesBetween(after, structuredClone(after))).toBeUndefined();
      }),
    );
  });
});
