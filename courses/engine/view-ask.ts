import type { Ask } from '#courses/format/step.ts';
import { isHollow, judges } from './own-reading.ts';
import { shuffle } from './shuffle.ts';
import type { AskView, OpenState, OwnReading } from './types.ts';
import { makesMoves, worthOfAsked, worthOfLine } from './worth.ts';

/** An ask as it stands in the open try: with as much help as is needed, or answered. */
export function viewAsk(step: Ask, { alone, picked, read, seed, text }: OpenState): AskView {
  const [line] = picked ?? [];
  const view: AskView = {
    kind: 'ask',
    lines: shuffle(step.lines ?? [], seed),
    answered: read !== undefined || line !== undefined,
    wanted: false,
  };
  if (step.model !== undefined && !alone) view.model = step.model;
  if (step.stem !== undefined && !alone) view.stem = step.stem;
  if (read)
    return { ...answered(view, worthOfAsked(step, read)), ...ownAnswer(step, read), ...(text && { text }) };
  if (line === undefined) return view;
  const said = step.lines?.find(({ id }) => id === line)?.consequence ?? step.other;
  return { ...answered(view, worthOfLine(step, line)), picked: line, by: 'judged', customerAnswers: said };
}

const answered = (view: AskView, worth: number): AskView => ({ ...view, worth, wanted: worth === 1 });

const ownAnswer = (step: Ask, read: OwnReading): Partial<AskView> => ({
  read,
  by: read.labelled ? 'labelled' : 'judged',
  customerAnswers: heardBy(step, read) ?? step.other,
});

/** A question that was wanted is answered first, then the moves that were wanted, then any other question. */
function heardBy(step: Ask, read: OwnReading): string | undefined {
  if (judges(read)) return undefined;
  const told = read.focus && step.answers[read.focus];
  if (read.focus && step.wanted.includes(read.focus) && told !== undefined) return told;
  if (makesMoves(step, read) && step.heard !== undefined) return step.heard;
  return isHollow(read) ? step.flat : told;
}
