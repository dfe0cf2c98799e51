import english from '#client/messages/en/shell.json';
import french from '#client/messages/fr/shell.json';

export type Message = keyof typeof english;
export type Messages = Readonly<Record<Message, string>>;

const WRITTEN: Readonly<Record<string, Messages>> = { en: english, fr: french };

/** What the page around the content says, in the language that `speak` chose; English until then. */
export let messages: Messages = english;

/** Speaks the language that `tag` (`fr`, `fr-CA`) begins with, or English. Answers the language spoken. */
export function speak(tag: string): string {
  const [asked = ''] = tag.toLowerCase().split('-');
  const language = Object.hasOwn(WRITTEN, asked) ? asked : 'en';
  messages = WRITTEN[language] ?? english;
  return language;
}
