import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { readWords } from '#courses/coach/read-words.ts';
import { openPacks } from '#server/coach/packs.ts';
import { openScenes } from '#server/coach/scenes.ts';

/** What a line may say; anything else in it is left alone, so that labels and ids may travel along. */
const Input = z.object({
  text: z.string(),
  course: z.string().min(1).optional(),
  dialogue: z.string().min(1).optional(),
  turn: z.string().min(1).optional(),
  language: z.string().min(1).optional(),
});

/**
 * `askwell coach read`: JSON lines `{"text", "course"?, "dialogue"?, "turn"?, "language"?}` in, one JSON line out for each,
 * in order: `{"form", "focus", "flags", "moves", "fired", "sure"}`, or `{"error"}` for a line that cannot be read.
 * Answers the exit code: 1 when there was such a line.
 */
export async function coachReadCommand(input: Readable, output: Writable): Promise<number> {
  const packs = openPacks();
  const scenes = openScenes();
  let failed = false;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const answer = await answerTo(line, packs, scenes).catch((error: unknown) => {
      failed = true;
      return { error: error instanceof Error ? error.message : String(error) };
    });
    if (!output.write(`${JSON.stringify(answer)}\n`)) await new Promise((go) => output.once('drain', go));
  }
  return failed ? 1 : 0;
}

async function answerTo(
  line: string,
  packs: ReturnType<typeof openPacks>,
  scenes: ReturnType<typeof openScenes>,
): Promise<object> {
  const { text, language, ...place } = parseLine(line);
  const placed = await scenes(place);
  const pack = await packs(language ?? placed.language ?? 'en');
  const { form, focus, flags, moves, fired, sure } = readWords(pack, text, placed.scene);
  return { form, focus, flags, moves, fired, sure };
}

function parseLine(line: string): z.infer<typeof Input> {
  const parsed = Input.safeParse(toJson(line));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.length ? `"${issue.path.join('.')}": ` : '';
  throw new Error(
    `${where}${issue?.message ?? 'not a line to read'}; expected {"text": "...", "course"?, "dialogue"?, "turn"?, "language"?}.`,
  );
}

function toJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(
      `Not JSON: ${JSON.stringify(line.slice(0, 60))}; expected one line like {"text": "..."}.`,
      { cause },
    );
  }
}
