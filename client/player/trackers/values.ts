const two = (n: number): string => String(n).padStart(2, '0');

/** Hundredths, because ADL and Moodle refuse more than two fraction digits in a time. */
const hundredths = (seconds: number): number =>
  Number.isFinite(seconds) ? Math.max(0, Math.round(seconds * 100)) : 0;

const parts = (seconds: number): { h: number; m: number; s: number; cs: number } => {
  const all = hundredths(seconds);
  const whole = Math.floor(all / 100);
  return { h: Math.floor(whole / 3600), m: Math.floor(whole / 60) % 60, s: whole % 60, cs: all % 100 };
};

/** SCORM 1.2 CMITimespan `HHHH:MM:SS.SS`; longer than 9999 hours stays at 9999. */
export function timespan(seconds: number): string {
  const { h, m, s, cs } = parts(Math.min(seconds, 9999 * 3600));
  return `${String(h).padStart(4, '0')}:${two(m)}:${two(s)}.${two(cs)}`;
}

/** SCORM 1.2 CMITime `HH:MM:SS`: the learner's time of day. */
export function timeOfDay(atMs: number): string {
  const at = new Date(atMs);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** SCORM 2004 timeinterval `PT1H2M3.45S`. */
export function duration(seconds: number): string {
  const { h, m, s, cs } = parts(seconds);
  const fraction = cs === 0 ? '' : `.${two(cs)}`;
  return `PT${h > 0 ? `${h}H` : ''}${h > 0 || m > 0 ? `${m}M` : ''}${s}${fraction}S`;
}

/** SCORM 2004 time with exactly two fraction digits: the one form ADL, Moodle and scorm-again all take. */
export function timestamp(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.(\d\d)\d*Z$/, '.$1Z');
}

/** A number 0..1 with at most four decimals, never in exponent form. */
export const real = (value: number): string =>
  String(Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4);

/** 0..1 as a score of 0..100 with at most two decimals. */
export const raw = (value: number): string => String(Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 100);

/**
 * One line that every run-time takes: no line breaks or control characters, no `{` in front (it would begin a
 * `{lang=}` delimiter in 2004), at most `max` UTF-16 units, no half of a surrogate pair at the end.
 */
export function oneLine(text: string, max = 250): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/^[ {]+/, '')
    .trim();
  return line.length <= max ? line : `${line.slice(0, max - 3).replace(/[\uD800-\uDBFF]$/, '')}...`;
}

/** An identifier made only of `[A-Za-z0-9_-]`, at most 255 long: the part of CMIIdentifier that all LMSs agree on. */
export const identifier = (id: string): string => id.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 255) || '-';
