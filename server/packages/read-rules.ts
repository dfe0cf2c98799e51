import {
  CHILD_ACTIVITY_SETS,
  EXIT_ACTIONS,
  POSTCONDITION_ACTIONS,
  PRECONDITION_ACTIONS,
  REQUIREMENTS,
  ROLLUP_ACTIONS,
  ROLLUP_CONDITIONS,
  type RollupConsiderations,
  type RollupRules,
  RULE_CONDITIONS,
  type SequencingRules,
} from '#courses/scorm/sequencing.ts';
import {
  attribute,
  compact,
  fraction,
  identifier,
  MAX_ENTRIES,
  wholeNumber,
  word,
  yesNo,
} from './manifest-values.ts';
import type { XmlNode } from './parse-xml.ts';

// A rule with a word that the standard does not know is left out as a whole: half of it would mean something else.

/** `imsss:sequencingRules` (SN 3.4). */
export function readSequencingRules(node: XmlNode | undefined): SequencingRules | undefined {
  if (node === undefined) return undefined;
  const rules = {
    preConditionRules: rulesOf(node, 'preConditionRule', PRECONDITION_ACTIONS),
    exitConditionRules: rulesOf(node, 'exitConditionRule', EXIT_ACTIONS),
    postConditionRules: rulesOf(node, 'postConditionRule', POSTCONDITION_ACTIONS),
  };
  return Object.values(rules).some((list) => list.length > 0) ? rules : undefined;
}

type SequencingRule<A extends string> = Omit<SequencingRules['preConditionRules'][number], 'action'> & {
  action: A;
};
type RuleCondition = SequencingRule<string>['conditions'][number];

const named = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((inner) => inner.name === name).slice(0, MAX_ENTRIES);
const child = (node: XmlNode, name: string): XmlNode | undefined =>
  node.children.find((inner) => inner.name === name);

function rulesOf<const A extends string>(
  node: XmlNode,
  name: string,
  actions: readonly A[],
): SequencingRule<A>[] {
  return named(node, name).flatMap((rule) => {
    const action = word(attribute(child(rule, 'ruleAction'), 'action'), actions);
    const conditions = all(child(rule, 'ruleConditions'), 'ruleCondition', ruleCondition);
    if (action === undefined || conditions === undefined) return [];
    return { action, conditionCombination: combination(child(rule, 'ruleConditions'), 'all'), conditions };
  });
}

function ruleCondition(node: XmlNode): RuleCondition | undefined {
  const condition = word(attribute(node, 'condition'), RULE_CONDITIONS);
  const operator = operatorOf(node);
  if (condition === undefined || operator === undefined) return undefined;
  const referencedObjective = identifier(node, 'referencedObjective');
  const threshold = fraction(attribute(node, 'measureThreshold'), -1, 1);
  return {
    condition,
    ...operator,
    ...(referencedObjective !== undefined && { referencedObjective }),
    ...(threshold !== undefined && { parameters: { threshold } }),
  };
}

/** `imsss:rollupRules` (SN 3.7); its attributes are with the controls. */
export function readRollupRules(node: XmlNode | undefined): RollupRules | undefined {
  if (node === undefined) return undefined;
  const rules = named(node, 'rollupRule').flatMap((rule) => rollupRule(rule) ?? []);
  return rules.length > 0 ? { rules } : undefined;
}

function rollupRule(rule: XmlNode): RollupRules['rules'][number] | undefined {
  const action = word(attribute(child(rule, 'rollupAction'), 'action'), ROLLUP_ACTIONS);
  const consideration = word(attribute(rule, 'childActivitySet') || 'all', CHILD_ACTIVITY_SETS);
  const conditions = all(child(rule, 'rollupConditions'), 'rollupCondition', rollupCondition);
  if (action === undefined || consideration === undefined || conditions === undefined) return undefined;
  return {
    action,
    consideration,
    minimumCount: wholeNumber(rule, 'minimumCount') ?? 0,
    minimumPercent: percent(fraction(attribute(rule, 'minimumPercent'), 0, 1) ?? 0),
    conditionCombination: combination(child(rule, 'rollupConditions'), 'any'),
    conditions,
  };
}

function rollupCondition(node: XmlNode): RollupRules['rules'][number]['conditions'][number] | undefined {
  const name = attribute(node, 'condition');
  const condition = word(name === 'activityProgressKnown' ? 'progressKnown' : name, ROLLUP_CONDITIONS);
  const operator = operatorOf(node);
  return condition === undefined || operator === undefined ? undefined : { condition, ...operator };
}

/** `adlseq:rollupConsiderations`. */
export function readRollupConsiderations(node: XmlNode | undefined): RollupConsiderations | undefined {
  const requirement = (name: string) => word(attribute(node, name), REQUIREMENTS);
  return compact({
    requiredForSatisfied: requirement('requiredForSatisfied'),
    requiredForNotSatisfied: requirement('requiredForNotSatisfied'),
    requiredForCompleted: requirement('requiredForCompleted'),
    requiredForIncomplete: requirement('requiredForIncomplete'),
    measureSatisfactionIfActive: yesNo(node, 'measureSatisfactionIfActive'),
  });
}

/** 0.55 is 55, not 55.00000000000001. */
const percent = (part: number): number => Math.round(part * 1e8) / 1e6;

const combination = (node: XmlNode | undefined, otherwise: 'all' | 'any'): 'all' | 'any' =>
  word(attribute(node, 'conditionCombination'), ['all', 'any']) ?? otherwise;

/** Undefined for an operator that the standard does not know. */
function operatorOf(node: XmlNode): { operator?: 'not' } | undefined {
  const operator = word(attribute(node, 'operator') || 'noOp', ['not', 'noOp']);
  if (operator === undefined) return undefined;
  return operator === 'not' ? { operator } : {};
}

/** All conditions of a rule; undefined when there are none or one of them is not understood. */
function all<T>(
  node: XmlNode | undefined,
  name: string,
  read: (condition: XmlNode) => T | undefined,
): T[] | undefined {
  const conditions = node === undefined ? [] : named(node, name).map(read);
  const understood = conditions.filter((condition) => condition !== undefined);
  return understood.length > 0 && understood.length === conditions.length ? understood : undefined;
}
