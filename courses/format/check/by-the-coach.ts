import type { CompiledPack } from '#courses/coach/compile-pack.ts';
import { readWords } from '#courses/coach/read-words.ts';
import { MET } from '#courses/engine/worth.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';
import { below, type Finding, type Path } from '#courses/format/place.ts';
import type { Step } from '#courses/format/step.ts';
import type { Examined } from './examine.ts';

/**
 * What the coach of the course's language makes of a course: `canned-praised` (a set phrase as the good answer) and
 * `fact-misread` (the question that should earn a fact is taken for something else). Nothing where there is no pack.
 */
export function byTheCoach({ steps, dialogues }: Examined, pack: CompiledPack | undefined): Finding[] {
  if (!pack) return [];
  return [
    ...steps.flatMap(({ step, path }) =>
      below(
        praised(step).flatMap((line) => canned(line, pack)),
        path,
      ),
    ),
    ...dialogues.flatMap(({ step, path }) => below(misread(step, pack), path)),
  ];
}

type Line = { text: string; path: Path };

/** What a step holds up as well said. */
function praised(step: Step): Line[] {
  switch (step.kind) {
    case 'choice':
    case 'example':
      return step.options.flatMap(({ text, worth }, index) =>
        worth >= MET ? [{ text, path: ['options', index, 'text'] }] : [],
      );
    case 'ask':
      return (step.lines ?? []).flatMap(({ text, worth }, index) =>
        worth >= MET ? [{ text, path: ['lines', index, 'text'] }] : [],
      );
    case 'dialogue':
      return step.turns.flatMap(({ choices }, turn) => {
        const top = Math.max(...choices.map(({ effects }) => effects.trust));
        return choices.flatMap(({ text, effects }, index) =>
          effects.trust === top && top > 0 ? [{ text, path: ['turns', turn, 'choices', index, 'text'] }] : [],
        );
      });
    default:
      return [];
  }
}

function canned({ text, path }: Line, pack: CompiledPack): Finding[] {
  const { flags, fired } = readWords(pack, text);
  if (!flags.includes('canned')) return [];
  const words = fired.find(({ decision }) => decision === 'flag:canned')?.words ?? text;
  const message = `The best answer holds a set phrase ("${words}") that could be said to anybody; put a fact of this customer's in its place.`;
  return [{ level: 'warning', rule: 'canned-praised', message, path }];
}

function misread({ facts, turns, customer }: Dialogue, pack: CompiledPack): Finding[] {
  if (!turns.some(({ ask }) => ask)) return [];
  return facts.flatMap(({ focus, earnedBy }, index): Finding[] => {
    const read = readWords(pack, earnedBy, { facts });
    if (read.focus === focus) return [];
    const as =
      read.focus === null ? 'cannot tell what it is about' : `takes it for a question about ${read.focus}`;
    const message = `${customer.name} should tell this when asked "${earnedBy}", but the coach ${as}. Put the words that tell it apart into "words", or say it otherwise.`;
    return [{ level: 'warning', rule: 'fact-misread', message, path: ['facts', index, 'earnedBy'] }];
  });
}
