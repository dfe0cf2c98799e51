import type { Answer, View } from '#courses/engine/types.ts';

/** What the learner was asked, in words, on the screen where they answered: for people who read the report. */
export function promptOf(view: View, answer: Answer): string {
  const { step, state } = view;
  if (state.kind === 'dialogue') {
    const lastSaid = [...state.lines].reverse().find((line) => line.who === 'customer')?.text;
    return answer.kind === 'decision'
      ? (lastSaid ?? state.customer.situation)
      : (step.title ?? state.customer.name);
  }
  if (step.kind === 'ask') return `${step.customerSays} ${step.prompt}`;
  return 'prompt' in step ? step.prompt : (step.title ?? step.id);
}
