import type { SequencingControls } from '#courses/scorm/sequencing.ts';
import { attribute, compact, fraction, wholeNumber, word, yesNo } from './manifest-values.ts';
import type { XmlNode } from './parse-xml.ts';

const TIMINGS = ['never', 'once', 'onEachNewAttempt'] as const;

/** Control modes, roll-up, selection, randomization and delivery controls of one activity (SN 3.2, 3.7, 3.11 to 3.13). */
export function readControls(parts: readonly XmlNode[]): SequencingControls | undefined {
  const part = (name: string) => parts.find((node) => node.name === name);
  const modes = part('controlMode');
  const choices = part('constrainedChoiceConsiderations');
  const rollup = part('rollupRules');
  const random = part('randomizationControls');
  const delivery = part('deliveryControls');
  return compact({
    choice: yesNo(modes, 'choice'),
    choiceExit: yesNo(modes, 'choiceExit'),
    flow: yesNo(modes, 'flow'),
    forwardOnly: yesNo(modes, 'forwardOnly'),
    useCurrentAttemptObjectiveInfo: yesNo(modes, 'useCurrentAttemptObjectiveInfo'),
    useCurrentAttemptProgressInfo: yesNo(modes, 'useCurrentAttemptProgressInfo'),
    preventActivation: yesNo(choices, 'preventActivation'),
    constrainChoice: yesNo(choices, 'constrainChoice'),
    rollupObjectiveSatisfied: yesNo(rollup, 'rollupObjectiveSatisfied'),
    rollupProgressCompletion: yesNo(rollup, 'rollupProgressCompletion'),
    objectiveMeasureWeight: fraction(attribute(rollup, 'objectiveMeasureWeight'), 0, 1),
    selectionTiming: word(attribute(random, 'selectionTiming'), TIMINGS),
    selectCount: wholeNumber(random, 'selectCount'),
    randomizeChildren: yesNo(random, 'reorderChildren'),
    randomizationTiming: word(attribute(random, 'randomizationTiming'), TIMINGS),
    tracked: yesNo(delivery, 'tracked'),
    completionSetByContent: yesNo(delivery, 'completionSetByContent'),
    objectiveSetByContent: yesNo(delivery, 'objectiveSetByContent'),
  });
}
