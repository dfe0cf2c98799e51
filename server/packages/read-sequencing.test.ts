import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SCO_DATA } from '#courses/scorm/activity-tree.ts';
import { HIDDEN_CONTROLS, MAP_FLAGS, RULE_CONDITIONS, Sequencing } from '#courses/scorm/sequencing.ts';
import { parseXml, type XmlNode } from './parse-xml.ts';
import { readSequencing } from './read-sequencing.ts';

const node = (xml: string): XmlNode => parseXml(xml, 'imsmanifest.xml');
const read = (inside: string, collection: Record<string, string> = {}) =>
  readSequencing(
    node(`<item>${inside}</item>`),
    new Map(Object.entries(collection).map(([id, xml]) => [id, node(xml)])),
  );

describe('readSequencing', () => {
  it('says nothing where the manifest says nothing', () => {
    const { scaledPassingScore, completionThreshold, objectives, maxTimeAllowed } = NO_SCO_DATA;
    expect(read('<title>A</title>')).toEqual({
      sequencing: undefined,
      data: { scaledPassingScore, completionThreshold, objectives, maxTimeAllowed },
    });
  });

  it('reads control modes, weights, randomization and delivery, whatever the spelling of a boolean', () => {
    const { sequencing } = read(`<imsss:sequencing>
      <imsss:controlMode choice="false" choiceExit="0" flow="1" forwardOnly="True" />
      <imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.25" />
      <imsss:randomizationControls selectionTiming="once" selectCount="2" reorderChildren="true" randomizationTiming="onEachNewAttempt" />
      <imsss:deliveryControls tracked="false" completionSetByContent="true" />
      <adlseq:constrainedChoiceConsiderations preventActivation="true" constrainChoice="true" />
    </imsss:sequencing>`);
    expect(sequencing).toEqual({
      sequencingControls: {
        choice: false,
        choiceExit: false,
        flow: true,
        forwardOnly: true,
        preventActivation: true,
        constrainChoice: true,
        rollupObjectiveSatisfied: false,
        objectiveMeasureWeight: 0.25,
        selectionTiming: 'once',
        selectCount: 2,
        randomizeChildren: true,
        randomizationTiming: 'onEachNewAttempt',
        tracked: false,
        completionSetByContent: true,
      },
    });
  });

  it('reads rules with their conditions, and the defaults of their combination', () => {
    const { sequencing } = read(`<imsss:sequencing><imsss:sequencingRules>
      <imsss:preConditionRule>
        <imsss:ruleConditions conditionCombination="any">
          <imsss:ruleCondition referencedObjective="o1" operator="not" condition="objectiveMeasureLessThan" measureThreshold="-0.5" />
          <imsss:ruleCondition condition="always" />
        </imsss:ruleConditions>
        <imsss:ruleAction action="skip" />
      </imsss:preConditionRule>
      <imsss:postConditionRule>
        <imsss:ruleConditions><imsss:ruleCondition condition="completed" operator="noOp" /></imsss:ruleConditions>
        <imsss:ruleAction action="retryAll" />
      </imsss:postConditionRule>
    </imsss:sequencingRules>
    <imsss:rollupRules><imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.55">
      <imsss:rollupConditions><imsss:rollupCondition condition="activityProgressKnown" operator="not" /></imsss:rollupConditions>
      <imsss:rollupAction action="incomplete" />
    </imsss:rollupRule></imsss:rollupRules></imsss:sequencing>`);
    expect(sequencing?.sequencingRules).toEqual({
      preConditionRules: [
        {
          action: 'skip',
          conditionCombination: 'any',
          conditions: [
            {
              condition: 'objectiveMeasureLessThan',
              operator: 'not',
              referencedObjective: 'o1',
              parameters: { threshold: -0.5 },
            },
            { condition: 'always' },
          ],
        },
      ],
      exitConditionRules: [],
      postConditionRules: [
        { action: 'retryAll', conditionCombination: 'all', conditions: [{ condition: 'completed' }] },
      ],
    });
    expect(sequencing?.rollupRules).toEqual({
      rules: [
        {
          action: 'incomplete',
          consideration: 'atLeastPercent',
          minimumCount: 0,
          minimumPercent: 55,
          conditionCombination: 'any',
          conditions: [{ condition: 'progressKnown', operator: 'not' }],
        },
      ],
    });
  });

  it('leaves out a rule with a word it does not know, rather than half of it', () => {
    const rule = (condition: string, action: string) => `<preConditionRule>
      <ruleConditions><ruleCondition condition="always" /><ruleCondition ${condition} /></ruleConditions>
      <ruleAction action="${action}" /></preConditionRule>`;
    const { sequencing } = read(`<sequencing><sequencingRules>
      ${rule('condition="rains"', 'skip')}
      ${rule('condition="always" operator="maybe"', 'skip')}
      ${rule('condition="always"', 'exitAll')}
      ${rule('', 'skip')}
    </sequencingRules></sequencing>`);
    expect(sequencing).toBeUndefined();
  });

  it('joins the maps of both kinds of objectives, the primary one without an id too', () => {
    const { sequencing, data } = read(`<imsss:sequencing>
      <imsss:objectives>
        <imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true">
          <imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>
          <imsss:mapInfo targetObjectiveID="g1" writeSatisfiedStatus="true" />
        </imsss:primaryObjective>
        <imsss:objective objectiveID="o" />
      </imsss:objectives>
      <adlseq:objectives>
        <adlseq:objective objectiveID="p"><adlseq:mapInfo targetObjectiveID="g1" writeRawScore="true" readRawScore="false" /></adlseq:objective>
        <adlseq:objective objectiveID="o"><adlseq:mapInfo targetObjectiveID="g2" writeCompletionStatus="true" /></adlseq:objective>
      </adlseq:objectives>
    </imsss:sequencing>`);
    expect(sequencing?.primaryObjective?.mapInfo).toEqual([
      { targetObjectiveID: 'g1', writeSatisfiedStatus: true, readRawScore: false, writeRawScore: true },
    ]);
    expect(sequencing?.objectives).toEqual([
      {
        objectiveID: 'o',
        satisfiedByMeasure: false,
        minNormalizedMeasure: 1,
        mapInfo: [{ targetObjectiveID: 'g2', writeCompletionStatus: true }],
      },
    ]);
    expect(data).toMatchObject({ scaledPassingScore: '0.8', objectives: ['p', 'o'] });

    const nameless = read(
      '<sequencing><objectives><primaryObjective satisfiedByMeasure="true" /></objectives></sequencing>',
    );
    expect(nameless.sequencing?.primaryObjective).toMatchObject({ objectiveID: '', minNormalizedMeasure: 1 });
    expect(nameless.data).toMatchObject({ scaledPassingScore: '1', objectives: [] });
  });

  it('takes from the collection what the item does not say itself, part by part', () => {
    const shared = `<sequencing ID="s">
      <controlMode flow="true" /><limitConditions attemptLimit="2" />
      <objectives><primaryObjective objectiveID="shared" /></objectives>
    </sequencing>`;
    const { sequencing, data } = read(
      `<sequencing IDRef="s"><limitConditions attemptLimit="1" attemptAbsoluteDurationLimit="PT1H" />
       <adlseq:objectives><adlseq:objective objectiveID="shared"><adlseq:mapInfo targetObjectiveID="g" /></adlseq:objective></adlseq:objectives></sequencing>`,
      { s: shared },
    );
    expect(sequencing).toMatchObject({
      sequencingControls: { flow: true },
      attemptLimit: 1,
      primaryObjective: { objectiveID: 'shared', mapInfo: [{ targetObjectiveID: 'g' }] },
    });
    expect(data.maxTimeAllowed).toBe('PT1H');
    expect(read('<sequencing IDRef="nowhere" />').sequencing).toBeUndefined();
  });

  it('reads the completion threshold of the 4th edition and of the 3rd', () => {
    const fourth = read(
      '<completionThreshold completedByMeasure="true" minProgressMeasure="0.6" progressWeight="0.5" />',
    );
    expect(fourth.sequencing?.completionThreshold).toEqual({
      completedByMeasure: true,
      minProgressMeasure: 0.6,
      progressWeight: 0.5,
    });
    expect(fourth.data.completionThreshold).toBe('0.6');
    expect(read('<completionThreshold>0.75</completionThreshold>').data.completionThreshold).toBe('0.75');
    expect(read('<completionThreshold progressWeight="0.1" />').data.completionThreshold).toBe('');
  });

  it('reads what the activity hides, shares and offers beside', () => {
    const { sequencing } = read(`
      <adlnav:presentation><adlnav:navigationInterface>
        <adlnav:hideLMSUI>continue</adlnav:hideLMSUI><adlnav:hideLMSUI> exitAll </adlnav:hideLMSUI><adlnav:hideLMSUI>window</adlnav:hideLMSUI>
      </adlnav:navigationInterface></adlnav:presentation>
      <adlcp:data><adlcp:map targetID="d1" /><adlcp:map targetID="d2" writeSharedData="false" /><adlcp:map targetID="__proto__" /></adlcp:data>
      <sequencing><auxiliaryResources><auxiliaryResource auxiliaryResourceID="help" purpose="hint" /></auxiliaryResources></sequencing>`);
    expect(sequencing).toEqual({
      hideLmsUi: ['continue', 'exitAll'],
      sharedDataMaps: [
        { targetID: 'd1', readSharedData: true, writeSharedData: true },
        { targetID: 'd2', readSharedData: true, writeSharedData: false },
      ],
      auxiliaryResources: [{ resourceId: 'help', purpose: 'hint' }],
    });
  });

  it('gives a harmless definition for any manifest', () => {
    const names = [
      'sequencing',
      'controlMode',
      'sequencingRules',
      'preConditionRule',
      'ruleConditions',
      'ruleCondition',
      'ruleAction',
      'rollupRules',
      'rollupRule',
      'rollupConditions',
      'rollupCondition',
      'rollupAction',
      'objectives',
      'primaryObjective',
      'objective',
      'minNormalizedMeasure',
      'mapInfo',
      'limitConditions',
      'randomizationControls',
      'deliveryControls',
      'rollupConsiderations',
      'completionThreshold',
      'presentation',
      'navigationInterface',
      'hideLMSUI',
      'data',
      'map',
    ]; // prettier-ignore
    const keys = [
      ...MAP_FLAGS,
      'action',
      'condition',
      'operator',
      'conditionCombination',
      'childActivitySet',
      'minimumCount',
      'minimumPercent',
      'objectiveID',
      'targetObjectiveID',
      'targetID',
      'attemptLimit',
      'selectCount',
      'measureThreshold',
      'choice',
      'flow',
      'objectiveMeasureWeight',
      'selectionTiming',
      'progressWeight',
      'IDRef',
      '__proto__',
      'constructor',
    ]; // prettier-ignore
    const value = fc.oneof(
      fc.constantFrom(
        'true',
        '1',
        'skip',
        'completed',
        'all',
        '-1',
        '1e9',
        'NaN',
        '9'.repeat(40),
        '0.5',
        '__proto__',
      ),
      fc.constantFrom(...RULE_CONDITIONS, ...HIDDEN_CONTROLS),
      fc.string(),
    );
    const element = (children: fc.Arbitrary<XmlNode[]>) =>
      fc.record({
        name: fc.constantFrom(...names),
        attributes: fc.dictionary(fc.constantFrom(...keys), value),
        text: value,
        children,
      });
    const leaf = element(fc.constant([]));
    const branch = element(fc.array(leaf, { maxLength: 4 }));
    const tree = element(
      fc.array(element(fc.array(element(fc.array(branch, { maxLength: 4 })))), { maxLength: 5 }),
    );
    fc.assert(
      fc.property(tree, fc.array(tree, { maxLength: 5 }), (shared, children) => {
        const item: XmlNode = { name: 'item', attributes: {}, text: '', children };
        const { sequencing } = readSequencing(item, new Map([['true', shared]]));
        expect(sequencing === undefined || Sequencing.parse(sequencing)).toBeTruthy();
      }),
      { numRuns: 200 },
    );
  });
});
