import type { Said } from './play.ts';

// Short ways to write a manifest's sequencing in tests.

export const DONE: Said = { completion_status: 'completed', success_status: 'passed' };
export const FLOW = '<controlMode flow="true" choice="true"/>';
export const ALWAYS = 'condition="always"';

/** A SCO that reports everything itself. */
export const sco = (id: string, inside = ''): string =>
  `<item identifier="${id}"><sequencing><deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>${inside}</sequencing></item>`;

export const folder = (id: string, sequencing: string, ...items: string[]): string =>
  `<item identifier="${id}">${items.join('')}<sequencing>${sequencing}</sequencing></item>`;

export const rules = (...all: string[]): string => `<sequencingRules>${all.join('')}</sequencingRules>`;

export const rule = (kind: 'pre' | 'exit' | 'post', action: string, ...conditions: string[]): string => {
  const all = conditions.map((condition) => `<ruleCondition ${condition}/>`).join('');
  return `<${kind}ConditionRule><ruleConditions>${all}</ruleConditions><ruleAction action="${action}"/></${kind}ConditionRule>`;
};

/** @param set attributes of the rule, such as `childActivitySet="any"` */
export const rollup = (action: string, set: string, ...conditions: string[]): string => {
  const all = conditions.map((condition) => `<rollupCondition ${condition}/>`).join('');
  return `<rollupRule ${set}><rollupConditions>${all}</rollupConditions><rollupAction action="${action}"/></rollupRule>`;
};

/** A primary objective and what is inside it. */
export const primary = (id: string, inside = '', attributes = ''): string =>
  `<primaryObjective objectiveID="${id}" ${attributes}>${inside}</primaryObjective>`;
export const map = (target: string, attributes = ''): string =>
  `<mapInfo targetObjectiveID="${target}" ${attributes}/>`;
