import { type Judging, noteStatus, type Sitting } from './judge-state.ts';
import type { Call } from './run-time-calls.ts';
import { formatFault, ruleOf } from './strict-model.ts';

/** Judges a call that names an element: whether it exists and may be read or set, its value, and its place in a list. */
export function judgeElement(sitting: Sitting, role: 'get' | 'set', call: Call, judging: Judging): void {
  const [element = '', value = ''] = call.args;
  const rule = ruleOf(sitting.edition, element);
  if (rule === undefined) {
    // Asking for what may not be there is allowed, and common; setting it is a fault.
    const level = role === 'get' ? 'warning' : 'error';
    judging.tell(level, 'unknown-element', `SCORM ${sitting.edition} has no element ${clip(element)}.`);
    return;
  }
  if (role === 'get') {
    if (rule.access === 'w') judging.tell('error', 'write-only', `${element} was read; it can only be set.`);
    else noteAnswer(sitting, element, call.answer);
    return;
  }
  if (rule.access === 'r') judging.tell('error', 'read-only', `${element} was set; it can only be read.`);
  else judgeSet(sitting, element, value, judging);
}

/** What an LMS tells is where a lesson goes on. */
function noteAnswer(sitting: Sitting, element: string, answer: string): void {
  if (element.endsWith('._count') && /^\d{1,6}$/.test(answer))
    raiseCount(sitting, element.slice(0, -'._count'.length), Number(answer));
  if (answer !== '') noteStatus(sitting, element, answer);
}

const raiseCount = ({ counts }: Sitting, family: string, count: number): void => {
  counts.set(family, Math.max(counts.get(family) ?? 0, count));
};

function judgeSet(sitting: Sitting, element: string, value: string, judging: Judging): void {
  judgeValue(sitting, element, value, judging);
  judgePlace(sitting, element, value, judging);
  judgeHabits(sitting, element, value, judging);
  sitting.values.set(element, value);
  if (/^cmi\.(core\.)?score\./.test(element)) sitting.scored = true;
  const lost = noteStatus(sitting, element, value);
  if (lost !== undefined)
    judging.tell('warning', 'worse-status', `${element} went from ${lost} back to ${clip(value)}.`);
}

function judgeValue(sitting: Sitting, element: string, value: string, { tell }: Judging): void {
  const type = sitting.values.get(element.replace(/\.[^.]+$/, '.type'));
  const fault = formatFault(sitting.edition, element, value, type);
  if (fault === undefined) return;
  const length = value.length > 60 ? ` (${value.length} characters)` : '';
  tell('error', 'format', `${element} was set to ${clip(value)}${length}; expected ${fault.words}.`);
}

/** Lists: no gap in the indexes, the id before the rest, the type before the answer (SCORM 2004 RTE 4.1.1 and 4.2.9). */
function judgePlace(sitting: Sitting, element: string, value: string, { tell }: Judging): void {
  const [, family, index, name] = /^(.+?)\.(\d+)\.(.+)$/.exec(element) ?? [];
  if (family === undefined || index === undefined || name === undefined) return;
  const count = sitting.counts.get(family) ?? 0;
  if (Number(index) > count)
    tell(
      'error',
      'index-gap',
      `${element} was set while ${family} had ${count} entries; expected index ${count} next.`,
    );
  const base = `${family}.${index}`;
  const nested = /^(.+)\.(\d+)\.([^.]+)$/.exec(name);
  if (nested) {
    const list = `${base}.${nested[1]}`;
    const inside = sitting.counts.get(list) ?? 0;
    if (Number(nested[2]) > inside)
      tell('error', 'index-gap', `${element} was set while ${list} had ${inside} entries.`);
    raiseCount(sitting, list, Number(nested[2]) + 1);
  }
  // Comments and shared data have no id of their own to set.
  if (/\.(objectives|interactions)$/.test(family))
    judgeId(sitting, { base, name, value, isNew: Number(index) >= count }, tell);
  raiseCount(sitting, family, Number(index) + 1);
}

type Entry = { base: string; name: string; value: string; isNew: boolean };

function judgeId(sitting: Sitting, { base, name, value, isNew }: Entry, tell: Judging['tell']): void {
  const { edition, values } = sitting;
  if (name !== 'id') {
    if (isNew) tell('error', 'id-first', `${base}.${name} was set before ${base}.id.`);
    if (
      /^(learner_response|student_response|correct_responses\.\d+\.pattern)$/.test(name) &&
      !values.has(`${base}.type`)
    )
      tell('error', 'type-first', `${base}.${name} was set before ${base}.type.`);
    return;
  }
  if (edition === '1.2' || !base.startsWith('cmi.objectives.')) return;
  const before = values.get(`${base}.id`);
  if (before !== undefined && before !== value)
    tell('error', 'id-changed', `${base}.id was ${clip(before)} and was set to ${clip(value)}.`);
  const twin = [...values].find(
    ([element, id]) => id === value && element !== `${base}.id` && /^cmi\.objectives\.\d+\.id$/.test(element),
  );
  if (twin !== undefined)
    tell('error', 'same-objective', `${base}.id is ${clip(value)}, which ${twin[0]} is already.`);
}

/** Allowed, and known to go wrong somewhere. */
function judgeHabits(
  sitting: Sitting,
  element: string,
  value: string,
  { tell, exitWhenDone }: Judging,
): void {
  if (element.endsWith('.id') && !/^[A-Za-z0-9_-]{0,255}$/.test(value))
    tell(
      'warning',
      'portable-id',
      `${element} is ${clip(value)}; all LMSs take only letters, digits, _ and -, at most 255.`,
    );
  if (/^cmi\.suspend_data$/.test(element) && !/^[\x20-\x7e]*$/.test(value))
    tell(
      'warning',
      'plain-suspend-data',
      'cmi.suspend_data holds more than printable ASCII; some LMSs count or store it otherwise.',
    );
  if (/^cmi\.(core\.)?exit$/.test(element) && value !== 'suspend') {
    const done = sitting.edition === '1.2' ? '' : 'normal';
    if (exitWhenDone === 'normal' && value === done) sitting.closing = true;
    else
      tell(
        'warning',
        'other-exit',
        `${element} is ${clip(value)}; only suspend keeps a lesson open for another look.`,
      );
  }
}

const clip = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
