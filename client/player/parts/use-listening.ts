import { useEffect, useRef, useState } from 'react';
import { hush } from '#client/player/dialogue/voice.ts';
import { usePlayer } from '#client/player/player-context.ts';
import type { MessageKey } from '#client/player/translate.ts';

/** What browsers offer of the Web Speech API; its types are not in TypeScript's library, because only some have it. */
type Recognition = {
  lang: string;
  interimResults: boolean;
  start: () => void;
  stop: () => void;
  abort: () => void;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
};
type Speaking = Partial<Record<'SpeechRecognition' | 'webkitSpeechRecognition', new () => Recognition>>;
type Policy = { featurePolicy?: { allowsFeature: (feature: string) => boolean } };

/** How to listen in this browser; undefined where it cannot, or where the page around the lesson forbids the microphone. */
function recognizer(): (new () => Recognition) | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as Speaking;
  const allowed = (document as Policy).featurePolicy?.allowsFeature('microphone') ?? true;
  return allowed ? (SpeechRecognition ?? webkitSpeechRecognition) : undefined;
}

/** The errors of the Web Speech API (its section 4.1.4) that a learner can do something about. */
const TROUBLES: Record<string, MessageKey> = {
  'not-allowed': 'own.denied',
  'service-not-allowed': 'own.denied',
  'audio-capture': 'own.no-microphone',
  network: 'own.offline',
};

export type Listening = {
  on: boolean;
  /** Why it heard nothing. */
  trouble: MessageKey | undefined;
  /** Listens until there is a pause. */
  start: () => void;
  /** Ends with what was heard up to now. */
  stop: () => void;
  /** Ends and writes no more: the learner is changing the words. */
  leave: () => void;
};

/**
 * Speech into words, by the browser and in the course's language: what is heard is written after what stands there
 * already. Undefined where the browser cannot. Nobody listens any more when the screen is left or covered.
 */
export function useListening(text: string, write: (text: string) => void): Listening | undefined {
  const { aside, data } = usePlayer();
  const running = useRef<Recognition>(undefined);
  const [on, setOn] = useState(false);
  const [trouble, setTrouble] = useState<MessageKey>();
  const covered = aside !== undefined;
  useEffect(() => {
    if (covered) running.current?.abort();
    return () => running.current?.abort();
  }, [covered]);
  const Recognizer = recognizer();
  if (!Recognizer) return undefined;
  const start = (): void => {
    const recognition = new Recognizer();
    const before = text.trim();
    recognition.lang = data.course.language;
    recognition.interimResults = true;
    recognition.onresult = ({ results }) => {
      const heard = Array.from(results, (result) => result[0]?.transcript ?? '').join('');
      write(`${before} ${heard.trim()}`.trim());
    };
    recognition.onerror = ({ error }) => {
      if (error !== 'aborted') setTrouble(TROUBLES[error] ?? 'own.nothing');
    };
    recognition.onend = () => setOn(false);
    running.current = recognition;
    hush();
    setTrouble(undefined);
    try {
      recognition.start();
      setOn(true);
    } catch {
      setTrouble('own.nothing');
    }
  };
  const leave = (): void => {
    if (running.current) running.current.onresult = null;
    running.current?.abort();
  };
  return { on, trouble, start, stop: () => running.current?.stop(), leave };
}
