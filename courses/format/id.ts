import { z } from 'zod';

/** An id an author writes: lower-case words joined by `-`, 1 to 40 characters, starting with a letter. Stable for ever: packages and evidence refer to it. */
export const Id = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'lower-case letters, digits and single dashes, starting with a letter',
  )
  .max(40);

/** Text with Markdown inside (paragraphs, **strong**, *emphasis*, lists, links); compiled before it reaches a player. */
export const Text = z.string().trim().min(1).max(2000);

/** One spoken or shown line: plain text, no Markdown. */
export const Line = z.string().trim().min(1).max(400);

/** What an answer is worth for its objective, 0..1. */
export const Worth = z.number().min(0).max(1);
