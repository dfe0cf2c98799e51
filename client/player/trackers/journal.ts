import type { Progress } from '#client/player/tracker.ts';
import type { RunSettings } from '#courses/scorm/run-settings.ts';
import type { NameOf } from './answer-names.ts';
import { countOf } from './count-of.ts';
import type { Dialect, ObjectiveStanding, Write } from './dialect.ts';
import type { Outcome, RunTime } from './run-time.ts';
import { identifier } from './values.ts';

type Failure = Outcome & { ok: false };

/** Sets elements; one that holds its value already, or that the LMS has not got, costs no call. */
export type Writer = {
  write: (one: Write) => Outcome;
  /** Sets all, whatever fails; answers the first refusal of a vital one. */
  writeAll: (writes: Write[]) => Failure | undefined;
};

export function createWriter(runTime: RunTime): Writer {
  const written = new Map<string, string>();
  const write = ({ element, value, vital = false }: Write): Outcome => {
    if (written.get(element) === value || !(vital || runTime.has(element))) return { ok: true };
    const outcome = runTime.set(element, value);
    if (outcome.ok) written.set(element, value);
    return outcome;
  };
  return {
    write,
    writeAll: (writes) => {
      let failure: Failure | undefined;
      for (const one of writes) {
        const outcome = write(one);
        if (!outcome.ok && one.vital) failure ??= { ...outcome, code: `${one.element} ${outcome.code}` };
      }
      return failure;
    },
  };
}

/** The lesson's objectives in the run-time, found by id: a manifest may have put its own in front of ours. */
export function createObjectives(
  runTime: RunTime,
  dialect: Dialect,
  writer: Writer,
  { report }: RunSettings,
) {
  const known = new Map<string, ObjectiveStanding & { at: number }>();
  for (let at = 0; at < countOf(runTime, 'cmi.objectives'); at += 1) {
    const id = runTime.get(`cmi.objectives.${at}.id`);
    if (id !== '') known.set(id, { at, ...dialect.readObjective(runTime.get, at) });
  }
  const place = (id: string): (ObjectiveStanding & { at: number }) | undefined => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const at = Math.max(countOf(runTime, 'cmi.objectives'), known.size);
    if (!writer.write({ element: `cmi.objectives.${at}.id`, value: id }).ok) return undefined;
    const made = { at, met: false, best: undefined };
    known.set(id, made);
    return made;
  };
  return (objective: Progress['objectives'][number]): void => {
    if (!runTime.has('cmi.objectives.n.id')) return;
    const id = identifier(objective.id);
    const was = place(id);
    if (was === undefined || objective.best === undefined) return;
    const now = { at: was.at, met: was.met || objective.met, best: Math.max(was.best ?? 0, objective.best) };
    const shown = report === 'status' ? undefined : now.best;
    writer.writeAll(dialect.objective(now.at, shown, now.met));
    known.set(id, now);
  };
}

/** Appends answers to the run-time's journal; those that could not be written wait for the next call. */
export function createAnswers(runTime: RunTime, dialect: Dialect, settings: RunSettings, nameOf: NameOf) {
  const waiting: Progress['answers'] = [];
  // An LMS without a `_count` starts at 0; one that keeps a journal goes on where it stopped.
  let nextAt = 0;
  /** True when the answer needs no further try: recorded, or refused for good. */
  const append = (answer: Progress['answers'][number]): boolean => {
    if (!runTime.has('cmi.interactions.n.id')) return true;
    const at = Math.max(nextAt, countOf(runTime, 'cmi.interactions'));
    const [id, ...rest] = dialect.interaction(at, { ...answer, id: nameOf(answer.id, at) });
    const outcome = runTime.set(id.element, id.value);
    if (!outcome.ok) return !outcome.lost;
    nextAt = at + 1;
    for (const one of rest) if (runTime.has(one.element)) runTime.set(one.element, one.value);
    return true;
  };
  /** How many still wait. */
  return (answers: Progress['answers']): number => {
    if (settings.answers) waiting.push(...answers);
    while (waiting[0] !== undefined && append(waiting[0])) waiting.shift();
    return waiting.length;
  };
}
