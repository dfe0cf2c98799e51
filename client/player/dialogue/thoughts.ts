import type { MessageKey } from '#client/player/translate.ts';
import type { OwnWords } from '#courses/engine/types.ts';

/** What weighs more is thought first. */
const FLAGS = ['judgemental', 'canned', 'assumes-emotion'] as const;

/**
 * What a customer may have thought on hearing words in the learner's own voice, told from their reading alone. A
 * reading that the learner gave themselves says only what it was about.
 */
export function thoughtAt({ flags, form, focus, moves, specific, labelled }: OwnWords): MessageKey {
  const flag = FLAGS.find((one) => flags.includes(one));
  if (flag && !labelled) return `thought.${flag}`;
  if (form === 'loaded' && !labelled) return 'thought.judgemental';
  if (form === 'multiple') return 'thought.multiple';
  if (focus === 'impact') return 'thought.impact';
  if (flags.includes('echo')) return 'thought.echo';
  if (flags.includes('too-long')) return 'thought.too-long';
  if (focus) return `thought.${focus}`;
  return moves.length > 0 && specific ? 'thought.heard' : 'thought.unclear';
}
