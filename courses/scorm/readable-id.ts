/** Longest text that any of these functions gives. */
export const LONGEST = 4000;

/** Fits on a page: no control characters but line breaks and tabs, whole characters, at most `LONGEST` of them. */
export function tidy(text: string): string {
  const plain = text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, ' ');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 1).toWellFormed()}…`;
}

/** What tools put before an answer's text to make a URN of it. */
const TEXT_IN_URN = /^urn:scormdriver:/i;
/** Any other URN, as far as its last part is words with encoded spaces. */
const WORDS_IN_URN = /^urn:[a-z0-9-]{1,31}:(?:.*:)?([^:]*%20[^:]*)$/i;
/** A word as people write it, or a number: what stands between the underscores of `Some_words_2`. */
const WORD = /^(?:[\p{L}\p{M}'’".,!?;()&-]+|\d+)$/u;
const REAL_WORD = /\p{L}{2}/u;

/**
 * The words in an identifier that a tool made out of them: `urn:scormdriver:Paris%20in%20spring`, `Some_words`. What
 * does not look like words stays as it is (`6Hk2_dQ`, `urn:uuid:…`): a wrong guess is worse than an ugly id.
 */
export function readableId(id: string): string {
  const text = id.trim();
  if (TEXT_IN_URN.test(text)) return tidy(decode(text.replace(TEXT_IN_URN, '')) || text);
  const encoded = WORDS_IN_URN.exec(text)?.[1];
  if (encoded !== undefined) return tidy(decode(encoded));
  return tidy(spaced(text));
}

function spaced(text: string): string {
  if (!text.includes('_') || /\s/.test(text)) return text;
  const parts = text.split('_').filter((part) => part !== '');
  const areWords = parts.every((part) => WORD.test(part)) && parts.some((part) => REAL_WORD.test(part));
  return areWords ? parts.join(' ') : text;
}

/** Percent-encoded text: as UTF-8, or else as old tools' `escape()` wrote it (`%u2019`, `%E9`). */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text
      .replace(/%u([\da-f]{4})|%([\da-f]{2})/gi, (_, wide?: string, narrow?: string) =>
        String.fromCharCode(Number.parseInt(wide ?? narrow ?? '20', 16)),
      )
      .toWellFormed();
  }
}
