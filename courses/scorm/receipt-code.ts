/** Crockford's base 32: no letter that can be taken for a digit or another letter when read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOKALIKES: Record<string, string> = { O: '0', I: '1', L: '1' };
export const SYMBOL_BITS = 5;
const GROUP = 4;

/** The field of 32 elements (x^5 + x^2 + 1): powers of its generator, and their logarithms. */
const POWERS: number[] = [];
const LOGS: number[] = [];
for (let n = 0, power = 1; n < 31; n += 1) {
  POWERS[n] = power;
  LOGS[power] = n;
  power <<= 1;
  if (power >= 32) power ^= 0b100101;
}

/** A field element times the generator to the power of `by`. */
const times = (value: number, by: number): number =>
  value === 0 ? 0 : (POWERS[((LOGS[value] ?? 0) + by) % 31] ?? 0);

/** A polynomial's value (highest power first) at the generator to the power of `by`. */
const valueAt = (symbols: readonly number[], by: number): number =>
  symbols.reduce((sum, symbol) => times(sum, by) ^ symbol, 0);

/** A Reed-Solomon code holds at most 31 symbols of five bits. */
const MOST_SYMBOLS = 31;

/**
 * Adds two check symbols (a Reed-Solomon code with the roots a and a^2, distance 3): up to two wrong symbols, so also
 * any two that changed places, never go unnoticed. At most 29 symbols go in.
 */
export function withCheck(symbols: readonly number[]): number[] {
  if (symbols.length > MOST_SYMBOLS - 2)
    throw new RangeError(`A receipt code holds at most ${MOST_SYMBOLS - 2} symbols, not ${symbols.length}.`);
  // Division by (x + a)(x + a^2) = x^2 + (a + a^2) x + a^3.
  const middle = times(1, 1) ^ times(1, 2);
  const rest = [...symbols, 0, 0];
  for (let at = 0; at < symbols.length; at += 1) {
    const lead = rest[at] ?? 0;
    if (lead === 0) continue;
    rest[at + 1] = (rest[at + 1] ?? 0) ^ times(lead, LOGS[middle] ?? 0);
    rest[at + 2] = (rest[at + 2] ?? 0) ^ times(lead, 3);
  }
  return [...symbols, ...rest.slice(-2)];
}

/** The symbols without their check, or nothing when the check fails. */
export const withoutCheck = (symbols: readonly number[]): number[] | undefined =>
  symbols.length > 2 &&
  symbols.length <= MOST_SYMBOLS &&
  valueAt(symbols, 1) === 0 &&
  valueAt(symbols, 2) === 0
    ? symbols.slice(0, -2)
    : undefined;

/** Numbers, each with its width in bits, as symbols of five bits. The widths together are a multiple of five. */
export function toSymbols(parts: readonly [value: number, bits: number][]): number[] {
  const bits = parts.map(([value, width]) => value.toString(2).padStart(width, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => Number.parseInt(five, 2));
}

/** `ABCD-EFGH-JK`: easy to read aloud. */
export const grouped = (symbols: readonly number[]): string =>
  symbols.map((symbol, at) => `${at > 0 && at % GROUP === 0 ? '-' : ''}${ALPHABET.charAt(symbol)}`).join('');

type Typed = { ok: true; values: number[] } | { ok: false; problem: string };

/** What was typed as symbols. Spaces, dashes and small letters do not matter. */
export function fromSymbols(text: string): Typed {
  const typed = text.replace(/[\s\p{Pd}]+/gu, '').toUpperCase();
  if (typed === '')
    return { ok: false, problem: 'There is no code. A receipt code looks like 0A1B-2C3D-4E5F-6G7H.' };
  const signs = Array.from(typed);
  const values = signs.map((sign) => ALPHABET.indexOf(LOOKALIKES[sign] ?? sign));
  const wrong = signs.find((_sign, at) => values[at] === -1);
  return wrong === undefined
    ? { ok: true, values }
    : {
        ok: false,
        problem: `"${wrong}" does not occur in receipt codes; they hold digits and the letters A to Z without I, L, O and U.`,
      };
}
