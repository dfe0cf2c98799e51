import { useState } from 'react';
import type { Reading, Scene } from '#courses/coach/reading.ts';
import { judges, ownReading } from '#courses/engine/own-reading.ts';
import { oneLine } from '#courses/engine/typed-text.ts';
import type { OwnReading } from '#courses/engine/types.ts';
import type { Focus } from '#courses/format/words.ts';
import { lettersLeft } from './parts/letters-left.ts';
import { useCoach } from './use-coach.ts';

/** What stands for a reading where nobody reads: the learner says what the words are about. */
const UNREAD: Reading = { form: 'open', focus: null, flags: [], moves: {}, fired: [], sure: false };

/** What the learner is writing. */
export type Draft = {
  /** All that would be said, with the beginning that was given. */
  text: string;
  write: (text: string) => void;
  /** Where a given beginning is still all there is, its length. */
  begun: number;
  /** How many letters still fit; negative when it is too long. */
  left: number;
  /** Tried to say nothing at all. */
  missing: boolean;
  send: () => void;
  /** The coach cannot tell, and waits for what the learner says it is about. */
  unclear: { text: string; onMeant: (focus: Focus) => void; onBack: () => void } | undefined;
  /** Back from there, to say it differently. */
  rephrasing: boolean;
};

/**
 * A draft in the learner's own words, in a scene. `onSay` gets the words with their reading: by the rules when they can
 * tell, or when the words blame, which is answered whatever they are about; else by what the learner says they mean.
 */
export function useOwnWords(
  scene: Scene,
  stem: string | undefined,
  onSay: (text: string, read: OwnReading) => void,
): Draft {
  const coach = useCoach();
  const begin = stem === undefined ? '' : `${stem} `;
  const [text, setText] = useState(begin);
  const [missing, setMissing] = useState(false);
  const [unread, setUnread] = useState<Reading>();
  const [rephrasing, setRephrasing] = useState(false);
  // Read as it is kept, on one line.
  const words = oneLine(text);
  const left = lettersLeft(words);
  const send = (): void => {
    const empty = words === begin.trim();
    setMissing(empty);
    if (empty || left < 0) return;
    const reading = coach(words, scene) ?? UNREAD;
    if (reading.sure || judges(ownReading(reading))) onSay(words, ownReading(reading));
    else setUnread(reading);
  };
  return {
    text,
    write: (typed) => {
      setMissing(false);
      setText(typed);
    },
    begun: text === begin ? begin.length : 0,
    left,
    missing,
    send,
    unclear: unread && {
      text: words,
      onMeant: (focus) => onSay(words, ownReading(unread, focus)),
      onBack: () => {
        setRephrasing(true);
        setUnread(undefined);
      },
    },
    rephrasing,
  };
}
