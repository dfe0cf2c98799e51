import type { Translate } from '#client/player/translate.ts';
import type { Call } from './call-log.ts';
import type { Connection } from './connection.ts';
import type { Verdict } from './verdict.ts';

/** A named fact of the self-test, in words. */
export type Fact = [name: string, value: string];

/** Where the API was found, in words. */
export function placeInWords({ place, runTime }: Connection, t: Translate): string {
  if (runTime === undefined || place === undefined) return t('self-test.api-none');
  const { by, windows } = place;
  if (by === 'opener')
    return windows === 0 ? t('self-test.api-opener-itself') : t('self-test.api-opener', { count: windows });
  return windows === 0 ? t('self-test.api-here') : t('self-test.api-parent', { count: windows });
}

/** One call as it would be typed. */
export const callInWords = ({ name, args }: Pick<Call, 'name' | 'args'>): string =>
  `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;

/** A value that was never set is no failure: 2004 says 403 to that (RTE 4.2.1), and 1.2 nothing. */
const hasFailed = ({ name, error = '0' }: Call): boolean =>
  error !== '0' && error !== '' && !(name === 'GetValue' && error === '403');

const answerInWords = ({ answer, error }: Call, t: Translate): string =>
  `${JSON.stringify(answer)}${error === undefined || error === '0' || error === '' ? '' : `, ${t('self-test.error', { code: error })}`}`;

/** The calls as lines of a table: what was called, what came back. */
export const callLines = (
  calls: readonly Call[],
  t: Translate,
): { call: string; answer: string; bad: boolean }[] =>
  calls.map((call) => ({
    call: callInWords(call),
    answer: answerInWords(call, t),
    bad: hasFailed(call),
  }));

/** The whole report as text. It is made only of what the page shows, so nothing more gets out than can be seen. */
export function reportText(
  verdict: Verdict,
  facts: readonly Fact[],
  calls: readonly Call[],
  t: Translate,
): string {
  return [
    t('self-test.title'),
    `${t(`self-test.fault.${verdict.fault}`)}: ${t(verdict.key, verdict.values)}`,
    ...(verdict.shownBy === undefined ? [] : [t('self-test.shown-by', { call: verdict.shownBy })]),
    '',
    ...facts.map(([name, value]) => `${name}: ${value}`),
    '',
    t('self-test.calls'),
    ...callLines(calls, t).map(({ call, answer }) => `${call} -> ${answer}`),
    t('self-test.masked'),
  ].join('\n');
}
