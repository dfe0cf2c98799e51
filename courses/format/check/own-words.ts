import type { Dialogue } from '#courses/format/dialogue.ts';
import { below, type Finding } from '#courses/format/place.ts';
import type { Ask } from '#courses/format/step.ts';
import type { PlacedStep, Rule } from './examine.ts';

/** Fewer words than this leave it to chance whether a learner's own question is understood. */
const MIN_WORDS = 3;

/**
 * What own words need: `no-replies`, `fact-without-words`, `fact-without-telling` in dialogues, `ask-wants-nothing` and
 * `ask-without-lines` in ask steps.
 */
export const ownWords: Rule = ({ steps, dialogues }) => [
  ...dialogues.flatMap(({ step, path }) => below(inDialogue(step), path)),
  ...steps.flatMap(({ step, path }: PlacedStep) => (step.kind === 'ask' ? below(inAsk(step), path) : [])),
];

function inDialogue(dialogue: Dialogue): Finding[] {
  const asking = dialogue.turns.findIndex(({ ask }) => ask !== undefined);
  const findings = dialogue.facts.flatMap((fact, index): Finding[] => {
    const path = ['facts', index];
    const told: Finding[] = [];
    if (fact.words.length < MIN_WORDS) {
      const message = `The fact "${fact.id}" has ${fact.words.length} words to know a question about it by; expected at least ${MIN_WORDS}. List in "words" what an agent would type who asks about just this.`;
      told.push({ level: 'warning', rule: 'fact-without-words', message, path });
    }
    if (asking >= 0 && fact.says === undefined) {
      const message = `The customer has no words for the fact "${fact.id}": when a learner's own question earns it, something must be said. Write it in "says".`;
      told.push({ level: 'warning', rule: 'fact-without-telling', message, path });
    }
    return told;
  });
  if (asking < 0 || dialogue.replies !== undefined) return findings;
  const message = `The turn "${dialogue.turns[asking]?.id}" takes own words, but the customer has no "replies" to words that nothing else answers. Write unclear, flat, sharp and guarded.`;
  return [...findings, { level: 'error', rule: 'no-replies', message, path: ['turns', asking, 'ask'] }];
}

function inAsk(step: Ask): Finding[] {
  const findings: Finding[] = [];
  if (step.wanted.length === 0 && (step.moves ?? []).length === 0) {
    const message = `Nothing that is said here can be right: expected "wanted" (what a question should be about) or "moves" (what a line should do).`;
    findings.push({ level: 'error', rule: 'ask-wants-nothing', message, path: [] });
  }
  if (step.lines === undefined) {
    const message =
      'There is nothing to choose from for somebody who cannot or would rather not type; write two to four prepared lines in "lines".';
    findings.push({ level: 'warning', rule: 'ask-without-lines', message, path: [] });
  }
  return findings;
}
