import { type AnswerValue, readAnswer } from './answer-pattern.ts';
import { readableId, tidy } from './readable-id.ts';

/** An interaction as the content wrote it; either edition's words. */
export type WrittenAnswer = {
  type: string;
  response: string;
  result: string;
  latency: string;
  /** Correct response patterns, each of them right by itself. */
  correct: readonly string[] | null;
};

export type ReadableAnswer = {
  /** What was answered, for people; '' when nothing was. */
  response: string;
  /** `correct`, `incorrect`, `unanticipated`, `neutral`, a decimal number, or '' when the content said nothing usable. */
  result: string;
  /** How long it took; null when the content did not say. */
  seconds: number | null;
  correct: string[];
};

const MOST_PATTERNS = 10;

/** An answer of any package in words. The raw values stay with the caller: what is read here is never stored instead. */
export function readableAnswer({ type, response, result, latency, correct }: WrittenAnswer): ReadableAnswer {
  const patterns = (correct ?? []).slice(0, MOST_PATTERNS).map((pattern) => readableResponse(type, pattern));
  return {
    response: readableResponse(type, response),
    result: readableResult(result),
    seconds: secondsOf(latency),
    correct: [...new Set(patterns.filter((pattern) => pattern !== ''))],
  };
}

/** A response or a correct response pattern in words. */
export const readableResponse = (type: string, written: string): string =>
  tidy(wordsOf(readAnswer(type, written)));

/** What was asked: the content's own words where it gives some (2004), else what can be read in the id. */
export function readablePrompt(id: string, description: string): string {
  const words = description.replace(/^\{lang=[^{}]{0,250}\}/, '').trim();
  return words === '' ? readableId(id) : tidy(words);
}

function wordsOf(value: AnswerValue): string {
  switch (value.kind) {
    case 'truth':
      return String(value.value);
    case 'ids':
      return value.ids.map(readableId).join(value.ordered ? ' → ' : '; ');
    case 'words':
      return value.words.filter((word) => word.trim() !== '').join('; ');
    case 'pairs':
      return value.pairs
        .map(([left, right]) =>
          pairOf(readableId(left), value.typed ? typedAnswer(right) : readableId(right)),
        )
        .join('; ');
    case 'range':
      return rangeOf(value.min, value.max);
    case 'text':
      return value.text;
  }
}

const pairOf = (left: string, right: string): string =>
  [left, right].filter((part) => part !== '').join(' – ');

/** The answer of a performance's step: an id, typed words or a range of numbers (2004 RTE 4.2.9.2). */
function typedAnswer(text: string): string {
  const range = readAnswer('numeric', text);
  if (range.kind === 'range') return rangeOf(range.min, range.max);
  const words = text.replace(/^\{lang=[^{}]{0,250}\}/, '');
  return words === text ? readableId(text) : words;
}

function rangeOf(min: string, max: string): string {
  if (min === max) return min;
  if (min === '') return `≤ ${max}`;
  return max === '' ? `≥ ${min}` : `${min} … ${max}`;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['correct', 'correct'],
  ['incorrect', 'incorrect'],
  ['wrong', 'incorrect'],
  ['unanticipated', 'unanticipated'],
  ['neutral', 'neutral'],
]);

/** 1.2 says `wrong` where 2004 says `incorrect`; both allow a number instead. */
export function readableResult(result: string): string {
  const text = result.trim();
  if (/^-?\d{1,12}(?:\.\d{1,12})?$/.test(text)) return String(Number(text));
  return WORDS.get(text.toLowerCase()) ?? '';
}

const CLOCK = /^(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d{1,6})?)$/;
const PERIOD = /^P(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,10}(?:\.\d{1,6})?)S)?)?$/;

/** A latency as `HHHH:MM:SS.SS` (1.2) or `PT1H2M3.4S` (2004, nothing longer than days) in seconds; null for anything else. */
export function secondsOf(latency: string): number | null {
  const clock = CLOCK.exec(latency);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const parts = latency === 'P' ? null : PERIOD.exec(latency);
  if (!parts) return null;
  const units = [86_400, 3600, 60, 1];
  return units.reduce((sum, unit, at) => sum + unit * Number(parts[at + 1] ?? 0), 0);
}
