import { z } from 'zod';

// The sequencing definition of one activity (SCORM 2004 SN, chapter 3) as it is stored with a version and handed to the
// run-time library, whose names and words these are. Only what a manifest says is there; the standard's defaults hold
// for the rest.

const Timing = z.enum(['never', 'once', 'onEachNewAttempt']);

/** SN 3.2 and 3.11 to 3.13, and `adlseq:constrainedChoiceConsiderations`. */
export const SequencingControls = z.strictObject({
  choice: z.boolean().optional(),
  choiceExit: z.boolean().optional(),
  flow: z.boolean().optional(),
  forwardOnly: z.boolean().optional(),
  useCurrentAttemptObjectiveInfo: z.boolean().optional(),
  useCurrentAttemptProgressInfo: z.boolean().optional(),
  preventActivation: z.boolean().optional(),
  constrainChoice: z.boolean().optional(),
  rollupObjectiveSatisfied: z.boolean().optional(),
  rollupProgressCompletion: z.boolean().optional(),
  objectiveMeasureWeight: z.number().min(0).max(1).optional(),
  selectionTiming: Timing.optional(),
  selectCount: z.int().min(0).optional(),
  /** `imsss:randomizationControls/@reorderChildren`. */
  randomizeChildren: z.boolean().optional(),
  randomizationTiming: Timing.optional(),
  tracked: z.boolean().optional(),
  completionSetByContent: z.boolean().optional(),
  objectiveSetByContent: z.boolean().optional(),
});
export type SequencingControls = z.infer<typeof SequencingControls>;

/** SN 3.4.2. The last two depend on the clock, which we never hold against a learner: they are false. */
export const RULE_CONDITIONS = [
  'satisfied',
  'objectiveStatusKnown',
  'objectiveMeasureKnown',
  'objectiveMeasureGreaterThan',
  'objectiveMeasureLessThan',
  'completed',
  'activityProgressKnown',
  'attempted',
  'attemptLimitExceeded',
  'always',
  'timeLimitExceeded',
  'outsideAvailableTimeRange',
] as const;

export const PRECONDITION_ACTIONS = ['skip', 'disabled', 'hiddenFromChoice', 'stopForwardTraversal'] as const;
export const EXIT_ACTIONS = ['exit'] as const;
export const POSTCONDITION_ACTIONS = [
  'exitParent',
  'exitAll',
  'retry',
  'retryAll',
  'continue',
  'previous',
] as const;

const RuleCondition = z.strictObject({
  condition: z.enum(RULE_CONDITIONS),
  operator: z.literal('not').optional(),
  referencedObjective: z.string().min(1).optional(),
  parameters: z.strictObject({ threshold: z.number().min(-1).max(1) }).optional(),
});
const Rule = <const A extends readonly string[]>(actions: A) =>
  z.strictObject({
    action: z.enum(actions),
    conditionCombination: z.enum(['all', 'any']),
    conditions: z.array(RuleCondition).min(1),
  });

/** SN 3.4. */
export const SequencingRules = z.strictObject({
  preConditionRules: z.array(Rule(PRECONDITION_ACTIONS)),
  exitConditionRules: z.array(Rule(EXIT_ACTIONS)),
  postConditionRules: z.array(Rule(POSTCONDITION_ACTIONS)),
});
export type SequencingRules = z.infer<typeof SequencingRules>;

export const ROLLUP_CONDITIONS = [
  'satisfied',
  'objectiveStatusKnown',
  'objectiveMeasureKnown',
  'completed',
  'progressKnown',
  'attempted',
  'attemptLimitExceeded',
  'timeLimitExceeded',
  'outsideAvailableTimeRange',
] as const;
export const ROLLUP_ACTIONS = ['satisfied', 'notSatisfied', 'completed', 'incomplete'] as const;
export const CHILD_ACTIVITY_SETS = ['all', 'any', 'none', 'atLeastCount', 'atLeastPercent'] as const;

/** SN 3.7. */
export const RollupRules = z.strictObject({
  rules: z.array(
    z.strictObject({
      action: z.enum(ROLLUP_ACTIONS),
      consideration: z.enum(CHILD_ACTIVITY_SETS),
      minimumCount: z.int().min(0),
      /** 0..100. */
      minimumPercent: z.number().min(0).max(100),
      conditionCombination: z.enum(['all', 'any']),
      conditions: z
        .array(
          z.strictObject({ condition: z.enum(ROLLUP_CONDITIONS), operator: z.literal('not').optional() }),
        )
        .min(1),
    }),
  ),
});
export type RollupRules = z.infer<typeof RollupRules>;

export const REQUIREMENTS = ['always', 'ifAttempted', 'ifNotSkipped', 'ifNotSuspended'] as const;
const Requirement = z.enum(REQUIREMENTS);

/** `adlseq:rollupConsiderations`. */
export const RollupConsiderations = z.strictObject({
  requiredForSatisfied: Requirement.optional(),
  requiredForNotSatisfied: Requirement.optional(),
  requiredForCompleted: Requirement.optional(),
  requiredForIncomplete: Requirement.optional(),
  measureSatisfactionIfActive: z.boolean().optional(),
});
export type RollupConsiderations = z.infer<typeof RollupConsiderations>;

/** SN 3.10.3: reads are on and writes are off unless said otherwise. The last ten come from `adlseq:mapInfo`. */
export const MAP_FLAGS = [
  'readSatisfiedStatus',
  'readNormalizedMeasure',
  'writeSatisfiedStatus',
  'writeNormalizedMeasure',
  'readRawScore',
  'readMinScore',
  'readMaxScore',
  'readCompletionStatus',
  'readProgressMeasure',
  'writeRawScore',
  'writeMinScore',
  'writeMaxScore',
  'writeCompletionStatus',
  'writeProgressMeasure',
] as const;

export const ObjectiveMap = z.strictObject({
  targetObjectiveID: z.string().min(1),
  ...(Object.fromEntries(MAP_FLAGS.map((flag) => [flag, z.boolean().optional()])) as Record<
    (typeof MAP_FLAGS)[number],
    z.ZodOptional<z.ZodBoolean>
  >),
});
export type ObjectiveMap = z.infer<typeof ObjectiveMap>;

/** SN 3.10. Only a primary objective may be without an id: ''. */
export const Objective = z.strictObject({
  objectiveID: z.string(),
  satisfiedByMeasure: z.boolean(),
  /** -1..1. */
  minNormalizedMeasure: z.number().min(-1).max(1),
  mapInfo: z.array(ObjectiveMap),
});
export type Objective = z.infer<typeof Objective>;

/** SN 3.14, `adlcp:completionThreshold`. */
export const CompletionThreshold = z.strictObject({
  completedByMeasure: z.boolean(),
  minProgressMeasure: z.number().min(0).max(1),
  progressWeight: z.number().min(0).max(1),
});
export type CompletionThreshold = z.infer<typeof CompletionThreshold>;

/** `adlnav:hideLMSUI`: controls of ours that an activity does not want to be there. */
export const HIDDEN_CONTROLS = [
  'continue',
  'previous',
  'exit',
  'exitAll',
  'abandon',
  'abandonAll',
  'suspendAll',
] as const;

/** SCORM 2004: all that an `organization` or `item` says about sequencing. */
export const Sequencing = z.strictObject({
  sequencingControls: SequencingControls.optional(),
  sequencingRules: SequencingRules.optional(),
  rollupRules: RollupRules.optional(),
  rollupConsiderations: RollupConsiderations.optional(),
  primaryObjective: Objective.optional(),
  objectives: z.array(Objective).optional(),
  attemptLimit: z.int().min(0).optional(),
  completionThreshold: CompletionThreshold.optional(),
  hideLmsUi: z.array(z.enum(HIDDEN_CONTROLS)).optional(),
  sharedDataMaps: z
    .array(
      z.strictObject({
        targetID: z.string().min(1),
        readSharedData: z.boolean(),
        writeSharedData: z.boolean(),
      }),
    )
    .optional(),
  auxiliaryResources: z
    .array(z.strictObject({ resourceId: z.string().min(1), purpose: z.string().min(1) }))
    .optional(),
});
export type Sequencing = z.infer<typeof Sequencing>;
