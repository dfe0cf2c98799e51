import { type Cmi, type Start, textAt } from './cmi.ts';

/**
 * How the content is told it starts. What was left without Terminate (a closed tab, a crash) was suspended; what ended
 * without asking to be suspended is neither new nor resumed (SCORM 1.2 RTE 3.4.4, cmi.core.entry).
 */
export function entryOf(cmi: Cmi | null, ended: boolean): Start['entry'] {
  if (cmi === null) return 'ab-initio';
  const exit = textAt(cmi, 'core', 'exit') || textAt(cmi, 'exit');
  return !ended || exit === 'suspend' ? 'resume' : '';
}
