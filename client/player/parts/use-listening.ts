import { useEffect, useRef, useState } from 'react';

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

const recognizer = (): (new () => Recognition) | undefined => {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as Speaking;
  return SpeechRecognition ?? webkitSpeechRecognition;
};

export type Listening = {
  /** The browser can turn speech into text. */
  possible: boolean;
  on: boolean;
  /** Why it heard nothing. */
  trouble: 'denied' | 'nothing' | undefined;
  start: () => void;
  stop: () => void;
};

/** Speech into words, by the browser: `onWords` gets all that has been understood since the start. */
export function useListening(language: string, onWords: (words: string) => void): Listening {
  const running = useRef<Recognition>(undefined);
  const [on, setOn] = useState(false);
  const [trouble, setTrouble] = useState<Listening['trouble']>();
  useEffect(() => () => running.current?.abort(), []);
  const start = (): void => {
    const Recognizer = recognizer();
    if (!Recognizer) return;
    const recognition = new Recognizer();
    recognition.lang = language;
    recognition.interimResults = true;
    recognition.onresult = ({ results }) =>
      onWords(Array.from(results, (result) => result[0]?.transcript ?? '').join(' '));
    recognition.onerror = ({ error }) =>
      setTrouble(error === 'not-allowed' || error === 'service-not-allowed' ? 'denied' : 'nothing');
    recognition.onend = () => setOn(false);
    running.current = recognition;
    setTrouble(undefined);
    setOn(true);
    try {
      recognition.start();
    } catch {
      setOn(false);
      setTrouble('nothing');
    }
  };
  return { possible: recognizer() !== undefined, on, trouble, start, stop: () => running.current?.stop() };
}
