/**
 * Elements whose values say nothing of who the learner is or what they said. All others are masked: what is not known
 * to be harmless stays out of a report that is sent around.
 */
const HARMLESS =
  /\.(_count|_version|_children|(lesson_|completion_|success_)?status|score\.(raw|min|max|scaled)|exit|session_time|total_time|entry|mode|lesson_mode|credit|id|type|result|latency|time|timestamp|progress_measure|location|lesson_location)$/;

const LONGEST = 80;

/** A value as it may be shown: itself where the element is harmless, else only how long it is. */
export function shownValue(element: string, text: string, value: unknown): string {
  if (text === '') return '';
  if (HARMLESS.test(element)) return text.slice(0, LONGEST);
  return `[${typeof value === 'string' ? value.length : text.length}]`;
}
