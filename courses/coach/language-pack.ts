import { z } from 'zod';
import { FOCUSES, FORMS, MOVES } from '#courses/format/words.ts';

/**
 * A language pack is everything the coach knows of a language: data in `packs/<language>.yaml`, no code.
 * Its own examples lie beside it in `packs/<language>.examples.yaml` and do not travel in packages.
 *
 * ## How words are read
 * Text is lower-cased, accents are dropped (in the pack too, so write them or not), hyphens separate words. A word with an
 * apostrophe is looked up in `contractions`, with and without its apostrophe; if it is not there, the apostrophe is
 * dropped (`apostrophe: join`, "sister's" -> "sisters") or separates (`split`, "l'heure" -> "l heure"). Contractions
 * give one or several words ("what's" -> "what is"); slang and chat spellings belong there too ("u" -> "you").
 * Sentences end at . ! ? ; and line ends. What stands between `quotes` is somebody else's speech and decides nothing,
 * unless everything is quoted. A longer word (5 letters and up) that the pack does not know is taken for one it knows if
 * one letter is wrong, missing, doubled or swapped with its neighbour.
 *
 * ## Patterns
 * A pattern is a row of elements with spaces between; it is looked for inside one sentence.
 *   word        that word                         work*, *ing a word that begins, or ends, so
 *   a|b*|c      one of several                    @name       one entry of that macro (entries may be several words)
 *   x?          an element that may be missing    @name?      the same for a macro
 *   _           any one word                      ..          up to 3 words; ... up to 12 words
 *   ^           the beginning of the sentence (after the words of `leads`)
 *   $           its end (also as one of several)  ,           a comma, colon or dash stands here
 *   !a|b        the next word is none of these (`!` may stand before a macro too)
 * Words joined by low lines are one alternative of several words: `stop|get_in_the_way`.
 * A pattern begins with words or a macro, or with ^ or a comma followed by them. Gaps are short by design: the work grows
 * with the length of the text and never faster.
 *
 * ## Deciding
 * Questions: a sentence that ends in ?, or in which a pattern of `questions` is found (and none of `exclaims`).
 * `splits` find where a second question begins inside one sentence. Form: the first entry of `forms` of which a pattern is
 * found; else `closed`. Focus: each pattern found is evidence of its weight; of one focus the heaviest counts
 * whole, the next half, the next a quarter, negative weights always whole. Words of the scenario's facts are evidence
 * too. The heaviest focus wins if it reaches 1 and leads; of equals the one named first in `order` wins.
 * Weights in use: 4 says it outright, 2 speaks for it, 1 a hint; -2 speaks against.
 */
const Pattern = z.string().trim().min(1).max(2000);
/** A list in YAML, joined by semicolons once it is read: shorter where it travels. */
const Patterns = z
  .union([z.string(), z.array(Pattern)])
  .transform((patterns): string | string[] => (typeof patterns === 'string' ? patterns : patterns.join(';')));
/** Words with spaces between. */
const Words = z.string();

export const LanguagePack = z.strictObject({
  format: z.literal(1),
  language: z.string().min(2).max(35),
  apostrophe: z.enum(['join', 'split']),
  contractions: z.record(z.string(), z.string()),
  /** Pairs of signs around quoted speech, such as `“”`. */
  quotes: z.array(z.string().length(2)),
  /** Words that say nothing by themselves: no echo, nothing specific. Also how the language is recognised. */
  stop: Words,
  /** Words too common in any call to be worth much as a fact's trigger, or to be specific: "time", "call", "today". */
  vague: Words,
  /** Endings dropped when words are compared for echoes, longest first. */
  endings: Words,
  macros: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), Patterns),
  /** Words at the beginning of a sentence that are skipped: "ok", "so", "and". */
  leads: Words,
  questions: Patterns,
  exclaims: Patterns,
  splits: Patterns,
  forms: z.array(z.strictObject({ form: z.enum(FORMS), when: Patterns })),
  /** Per focus: weight -> patterns. For questions. */
  focus: z.partialRecord(z.enum(FOCUSES), z.record(z.string().regex(/^-?\d+(\.\d)?$/), Patterns)),
  /** Which focus wins between equals. */
  order: z.array(z.enum(FOCUSES)).optional(),
  /** What statements offer or order, first found first: `solution` remedies, `process` steps of ours. */
  offers: z.array(z.strictObject({ focus: z.enum(FOCUSES), when: Patterns })),
  flags: z.strictObject({ judgemental: Patterns, canned: Patterns, 'assumes-emotion': Patterns }),
  moves: z.partialRecord(z.enum(MOVES), Patterns),
  /** Times and dates: they make a promise specific. */
  times: Patterns,
  /** Words of feeling (stems and macros are fine): they alone make no sentence specific. */
  emotions: Words,
});
export type LanguagePack = z.infer<typeof LanguagePack>;

/** `packs/<language>.examples.yaml`: how the pack must read these. */
export const PackExamples = z.strictObject({
  examples: z.array(
    z.strictObject({
      text: z.string(),
      form: z.enum(FORMS),
      focus: z.enum(FOCUSES).nullable(),
      sure: z.boolean().optional(),
    }),
  ),
});
