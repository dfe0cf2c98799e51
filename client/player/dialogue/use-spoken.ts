import { useEffect } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import { hush, speak, type Utterance } from './voice.ts';

/**
 * Speaks these words when they or `key` change, if the learner wants a voice; falls silent when they are left, when the page
 * is hidden and when the voice is switched off.
 */
export function useSpoken(utterances: readonly Utterance[], key: string | number): void {
  const { voice, aside } = usePlayer();
  const covered = aside !== undefined;
  const said = JSON.stringify([key, utterances]);
  useEffect(() => {
    if (voice === undefined || covered) return undefined;
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') hush();
    };
    const [, words] = JSON.parse(said) as [string | number, Utterance[]];
    speak(words, voice);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      hush();
    };
  }, [voice, covered, said]);
}
