import type english from '#client/messages/en/player.json';

type Stored = keyof typeof english;
/** A message's name; of a plural message the part before `.one`, `.other`. */
export type MessageKey = Stored extends infer K ? (K extends `${infer Base}.other` ? Base : K) : never;

/** Turns a message's name into words; numbers are written the way the language writes them. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/**
 * A translator over flat messages. `{name}` stands for a value; a value called `count` picks `key.one`, `key.other`
 * and so on by the language's plural rules. A message that is missing shows its name: odd, but never a blank button.
 */
export function createTranslate(messages: Record<string, string>, language: string): Translate {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const { count } = values;
    const variant = typeof count === 'number' ? messages[`${key}.${plural.select(count)}`] : undefined;
    const message = variant ?? messages[key] ?? messages[`${key}.other`] ?? key;
    return message.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name];
      if (value === undefined) return hole;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
}
