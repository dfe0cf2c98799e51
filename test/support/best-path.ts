import { replayDialogue } from '#courses/engine/replay-dialogue.ts';
import { worthOfEnding } from '#courses/engine/worth.ts';
import type { Dialogue } from '#courses/format/dialogue.ts';

/** The shortest path of choice ids that is worth the most for all objectives its endings name. Throws when no ending can be reached. */
export function bestPath(dialogue: Dialogue): string[] {
  const objectives = [
    ...new Set(dialogue.endings.flatMap(({ evidence }) => evidence.map(({ objective }) => objective))),
  ];
  const seen = new Set<string>();
  let best: { path: string[]; worth: number } | undefined;
  let paths: string[][] = [[]];
  while (paths.length > 0) {
    const longer: string[][] = [];
    for (const path of paths) {
      const state = replayDialogue(dialogue, path);
      if (state.ending) {
        const worth = objectives.reduce((sum, objective) => sum + worthOfEnding(state, objective), 0);
        if (!best || worth > best.worth) best = { path, worth };
        continue;
      }
      const place = JSON.stringify([
        state.turn?.id,
        state.trust,
        state.revealed,
        state.mood,
        state.repeatCalls,
      ]);
      if (seen.has(place)) continue;
      seen.add(place);
      longer.push(...state.choices.map(({ id }) => [...path, id]));
    }
    paths = best && best.worth >= objectives.length ? [] : longer;
  }
  if (!best) throw new Error(`The dialogue "${dialogue.id}" has no ending that can be reached.`);
  return best.path;
}
