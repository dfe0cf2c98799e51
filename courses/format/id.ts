import { z } from 'zod';

/** An id an author writes: lower-case words joined by `-`, 1 to 40 characters, starting with a letter. Stable for ever: packages and evidence refer to it. */
export const Id = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'lower-case letters, digits and single dashes, starting with a letter',
  )
  .max(40);

/** Control characters and half surrogates cannot be shown, and neither XML nor PostgreSQL can hold them all. */
const isShowable = (text: string): boolean =>
  text.isWellFormed() && !/\p{Cc}/u.test(text.replaceAll(/[\t\n\r]/g, ''));
const showable = { error: 'text without control characters' };

/** Text with Markdown inside (paragraphs, **strong**, *emphasis*, lists, links); compiled before it reaches a player. */
export const Text = z.string().trim().min(1).max(2000).refine(isShowable, showable);

/** One spoken or shown line: plain text, no Markdown. */
export const Line = z.string().trim().min(1).max(400).refine(isShowable, showable);

/** What an answer is worth for its objective, 0..1. */
export const Worth = z.number().min(0).max(1);
