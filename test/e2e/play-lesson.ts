import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import type { Dialogue } from '#courses/format/dialogue.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Ask, Step } from '#courses/format/step.ts';
import { bestPath } from '#test/support/best-path.ts';

/** Where the player is: a page of its own, or a frame. */
export type Stage = Page | FrameLocator;

const press = (stage: Stage, name: string | RegExp) => stage.getByRole('button', { name }).click();
const goOn = (stage: Stage) => press(stage, /^(Continue|See how it went|Go to the step still open)$/);
const pick = (stage: Stage, name: string) =>
  stage.getByRole('radio', { name, exact: true }).locator('xpath=ancestor::label').click();

/** Waits for a place to be ready; presses the button of this name first where that is there instead. */
async function orFirst(stage: Stage, name: string, place: Locator): Promise<void> {
  const button = stage.getByRole('button', { name, exact: true });
  await place.or(button).first().waitFor();
  if (await button.isVisible()) await button.click();
}

/** An ask in own words, or where moves are wanted with the best of its prepared lines. */
async function answerAsk(stage: Stage, { wanted, lines = [] }: Ask): Promise<void> {
  const best = [...lines].sort((a, b) => b.worth - a.worth)[0];
  if (wanted.length === 0 && best) {
    const line = stage.getByRole('listitem').getByRole('button', { name: best.text });
    await orFirst(stage, 'Show me what I could say', line);
    return line.click();
  }
  await stage.getByRole('textbox').fill('What has this stopped you from doing?');
  await press(stage, 'Say it');
  const gone = stage.getByRole('heading', { name: 'What the customer answers' });
  return orFirst(stage, 'what it did to them', gone);
}

async function answerOptions(stage: Stage, options: { text: string; worth: number }[]): Promise<void> {
  const best = [...options].sort((a, b) => b.worth - a.worth)[0];
  if (best) await pick(stage, best.text);
}

/** Takes the call, says the choices with these ids, and stays there. */
export async function talk(stage: Stage, dialogue: Dialogue, path: string[]): Promise<void> {
  const byId = new Map(
    dialogue.turns.flatMap(({ choices }) => choices.map((choice) => [choice.id, choice] as const)),
  );
  for (const id of path) {
    const choice = byId.get(id);
    if (!choice) throw new Error(`No choice "${id}" in the dialogue "${dialogue.id}".`);
    const line = stage.getByRole('listitem').getByRole('button', { name: choice.text });
    await orFirst(stage, 'Show me what I could say', line);
    await line.click();
  }
}

/** To the debrief; where the learner is asked how sure they are, that leads there. */
export async function toDebrief(stage: Stage): Promise<void> {
  const sure = stage.getByRole('button', { name: 'I think so', exact: true });
  await sure
    .or(stage.getByRole('button', { name: 'See what came of it' }))
    .first()
    .click();
}

export const begin = (stage: Stage) => press(stage, /^(Take the call|Open the chat|Greet them)$/);

/** Does a step as somebody who has understood it would, up to the point where it can be left. */
async function doStep(stage: Stage, step: Step): Promise<void> {
  switch (step.kind) {
    case 'card':
    case 'recap':
      return;
    case 'example':
    case 'choice':
      await answerOptions(stage, step.options);
      if (step.kind === 'choice' && step.confidence) await pick(stage, 'Sure');
      return press(stage, 'Check');
    case 'sort': {
      const current = stage.locator('p[aria-live="polite"]');
      for (let n = 0; n < step.cards.length; n++) {
        const shown = await current.innerText();
        const card = step.cards.find(({ text }) => shown.startsWith(text));
        const pile = step.piles.find(({ id }) => id === card?.pile);
        if (!pile) throw new Error(`No pile for the card "${shown}".`);
        await stage.getByRole('button', { name: pile.title, exact: true }).click();
      }
      return press(stage, 'Check');
    }
    case 'ask':
      return answerAsk(stage, step);
    case 'dialogue':
      await begin(stage);
      await talk(stage, step, bestPath(step));
      return toDebrief(stage);
    case 'plan': {
      await pick(stage, step.ifs[0] ?? '');
      await pick(stage, step.thens[0] ?? '');
      return press(stage, 'This is my plan');
    }
  }
}

/** Plays the steps from one (by id; default the first) up to another (not included; default to the finish screen). */
export async function playSteps(
  stage: Stage,
  lesson: Lesson,
  {
    from,
    to,
    at,
  }: { from?: string; to?: string; at?: (step: Step, when: 'open' | 'done') => Promise<void> } = {},
): Promise<void> {
  const start = from === undefined ? 0 : lesson.steps.findIndex(({ id }) => id === from);
  for (const step of lesson.steps.slice(start)) {
    if (step.id === to) return;
    await expect(stage.getByRole('heading', { level: 1 })).toBeVisible();
    await at?.(step, 'open');
    await doStep(stage, step);
    await at?.(step, 'done');
    await goOn(stage);
  }
}

/** The first dialogue of a lesson. */
export function firstDialogue(lesson: Lesson): Dialogue {
  const found = lesson.steps.find((step) => step.kind === 'dialogue');
  if (!found) throw new Error(`The lesson "${lesson.id}" has no dialogue.`);
  return found;
}
