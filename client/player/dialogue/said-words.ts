import type { Translate } from '#client/player/translate.ts';
import type { Spoken } from '#courses/engine/types.ts';

/** What the learner said, word for word; own words that were not kept say so. */
export const saidWords = ({ text }: Spoken, t: Translate): string => text || t('own-words.gone');
