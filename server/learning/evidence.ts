import type { TipId } from '#courses/format/words.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { NewInteraction } from './apply-commit.ts';

export type AskwellLesson = AskwellJson['lessons'][number];

/** One answer's bearing on one objective. Never counts against anybody. */
export type NewEvidence = {
  /** `<interaction key>:<objective id>` */
  id: string;
  interactionKey: string;
  attemptId: string;
  objectiveId: string;
  tip: TipId;
  /** The dialogue or question it came from: `lesson_step`. */
  source: string;
  kind: 'success' | 'practising';
  because: 'retry' | 'labelled' | 'told' | 'not-yet' | null;
  atMs: number;
};

/**
 * Evidence in new answers. Only an answer that names an objective known to the version's own description counts, and
 * only a first, rule-judged, correct one is a success: a reopened course sends old objectives and answers again.
 */
export function evidenceOf(
  interactions: readonly NewInteraction[],
  lesson: AskwellLesson | undefined,
  attemptId: string,
): NewEvidence[] {
  if (!lesson) return [];
  return interactions.flatMap((interaction) => {
    const known = lesson.interactions.find(({ id }) => id === interaction.interactionId);
    // One line said in a dialogue proves nothing by itself: the dialogue's own result speaks.
    if (!known || known.kind === 'decision') return [];
    // It may be committed before it is judged; the commit that brings the result brings it again.
    if (known.kind === 'judged' && interaction.result === '') return [];
    const because = whyNot(known.kind, interaction);
    return lesson.objectives
      .filter(({ id }) => known.objectives.includes(id) && interaction.objectives.includes(id))
      .map(
        ({ id, tip }): NewEvidence => ({
          id: `${interaction.key}:${id}`,
          interactionKey: interaction.key,
          attemptId,
          objectiveId: id,
          tip,
          source: sourceOf(interaction.interactionId),
          kind: because === null ? 'success' : 'practising',
          because,
          atMs: interaction.atMs,
        }),
      );
  });
}

function whyNot(
  kind: 'judged' | 'labelled' | 'told',
  { firstTry, result }: NewInteraction,
): NewEvidence['because'] {
  if (kind !== 'judged') return kind;
  if (!firstTry) return 'retry';
  // The learner said themselves what their words were about (courses/engine/describe.ts).
  if (result === 'neutral') return 'labelled';
  return result === 'correct' ? null : 'not-yet';
}

/** `lesson_step` of `lesson_step` or `lesson_step_turn`; ids hold no `_`. */
export const sourceOf = (interactionId: string): string => interactionId.split('_').slice(0, 2).join('_');
