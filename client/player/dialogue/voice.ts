import type { Customer } from '#courses/format/dialogue.ts';

// The browser's own speech. It is a convenience: whatever it cannot do, the words are on the screen.

/** One thing to be spoken; pitch and rate as the customer has them. */
export type Utterance = { text: string } & Partial<Customer['voice']>;

export const canSpeak = (): boolean => 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window;

/** Stops at once: the page is left, or somebody else is to be heard. */
export function hush(): void {
  if (canSpeak()) window.speechSynthesis.cancel();
}

export function speak(utterances: readonly Utterance[], voice: SpeechSynthesisVoice): void {
  hush();
  for (const { text, pitch = 1, rate = 1 } of utterances) {
    // What stands in brackets is seen, not said: "(He nods.)"
    const said = new SpeechSynthesisUtterance(text.replace(/\([^)]*\)/g, ''));
    Object.assign(said, { voice, lang: voice.lang, pitch, rate });
    window.speechSynthesis.speak(said);
  }
}

/** Some systems write `en_GB`. */
const plain = (language: string): string => language.replace('_', '-').toLowerCase();

/** The best of these voices for a language: the very variant first, then one that needs no network. */
function pickVoice(
  voices: readonly SpeechSynthesisVoice[],
  language: string,
): SpeechSynthesisVoice | undefined {
  const wanted = plain(language);
  const fitness = ({ lang, localService }: SpeechSynthesisVoice): number =>
    (plain(lang) === wanted ? 2 : 0) + (localService ? 1 : 0);
  return voices
    .filter(({ lang }) => plain(lang).split('-')[0] === wanted.split('-')[0])
    .sort((a, b) => fitness(b) - fitness(a))[0];
}

/** Browsers load their voices in their own time; who has none within two seconds is taken to have none. */
const LOADING_MS = 2000;

/** A voice for a language, if this device has one. */
export async function findVoice(language: string): Promise<SpeechSynthesisVoice | undefined> {
  if (!canSpeak()) return undefined;
  const { speechSynthesis } = window;
  if (speechSynthesis.getVoices().length === 0)
    await new Promise((resolve) => {
      speechSynthesis.addEventListener('voiceschanged', resolve, { once: true });
      setTimeout(resolve, LOADING_MS);
    });
  return pickVoice(speechSynthesis.getVoices(), language);
}
