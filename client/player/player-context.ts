import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Block, LessonData } from '#courses/format/lesson-data.ts';
import type { Connection } from './self-test/connection.ts';
import type { Session, Snapshot } from './session.ts';
import type { Translate } from './translate.ts';

/** Among the lesson's steps, or at its result. */
export type Place = 'steps' | 'result';

/** What can be looked at without leaving the lesson. */
export type Aside = 'receipt' | 'self-test';

/** What the learner prefers, for the rest of the lesson. */
export type Wishes = {
  /** To see what could be said, where own words are taken. */
  choose: boolean;
  /** To speak, knowing who may get to hear the voice. */
  speak: boolean;
};

export type Player = {
  data: LessonData;
  session: Session;
  t: Translate;
  /** A run-time was expected and did not answer. */
  lost: boolean;
  /** How the run-time was found, and what it was asked. */
  connection: Connection;
  place: Place;
  /** A page beside the lesson. */
  aside: Aside | undefined;
  open: (aside: Aside) => void;
  close: () => void;
  /** Speaks the customer's lines, since the learner wishes it. */
  voice: SpeechSynthesisVoice | undefined;
  setVoice: (voice: SpeechSynthesisVoice | undefined) => void;
  wishes: Wishes;
  wish: (change: Partial<Wishes>) => void;
  /** Opens a step that was reached before. */
  go: (step: string) => void;
  showResult: () => void;
};

const PlayerContext = createContext<Player | undefined>(undefined);
export const PlayerProvider = PlayerContext.Provider;

export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (player === undefined) throw new Error('A player component is shown outside of PlayerProvider.');
  return player;
}

export const useSnapshot = (): Snapshot => {
  const { session } = usePlayer();
  return useSyncExternalStore(session.subscribe, session.snapshot);
};

/** A Markdown text in its compiled form; a plain text is one paragraph per blank-line block. */
export const useBlocks = (source: string): Block[] =>
  usePlayer().data.texts[source] ?? source.split(/\n\s*\n/).map((part) => ({ t: 'p', c: [part] }));
