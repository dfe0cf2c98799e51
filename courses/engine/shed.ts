import type { OpenState, Run, SaidHere, StepRecord } from './types.ts';

type Shed = (run: Run) => Run;

/**
 * What a run can do without when a run-time keeps less than it takes, the first to go first: what was typed in other steps
 * than the open one, the last tries of finished ones, and last the words of plans, which were reported when they were
 * made. What was reached, where the learner is and what they are in the middle of are never left out.
 */
export const SHED: readonly Shed[] = [withoutOtherWords, withoutFinishedTries, withoutPlans];

function withoutOtherWords(run: Run): Run {
  return { ...run, kept: mapped(run.kept, (open) => wordless(open)) };
}

function withoutFinishedTries(run: Run): Run {
  const kept = Object.entries(run.kept).filter(([id]) => id === run.at || run.steps[id]?.done !== true);
  return { ...run, kept: Object.fromEntries(kept) };
}

function withoutPlans(run: Run): Run {
  return { ...run, steps: mapped(run.steps, (record, id) => (id === run.at ? record : planless(record))) };
}

function wordless(tried: OpenState): OpenState {
  const open = { ...tried };
  delete open.text;
  if (open.path) open.path = open.path.map(withoutText);
  return open;
}

function withoutText(said: SaidHere): SaidHere {
  if (typeof said === 'string') return said;
  const reading = { ...said };
  delete reading.text;
  return reading;
}

function planless(told: StepRecord): StepRecord {
  const record = { ...told };
  delete record.plan;
  return record;
}

const mapped = <T>(table: Record<string, T>, change: (value: T, id: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(table).map(([id, value]) => [id, change(value, id)]));
