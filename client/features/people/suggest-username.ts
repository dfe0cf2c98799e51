/** Letters that do not fall apart into a base letter and an accent. */
const SPECIAL: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * A username for a name: "Ana María O’Neil" gives "ana.maria.oneil". Matches the contract's rule (2 to 40 of a-z, 0-9,
 * dot, dash, underscore), or is empty when the name has no such letters and somebody must choose.
 */
export function suggestUsername(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[ßæøœłđðþı]/g, (letter) => SPECIAL[letter] ?? '')
    .normalize('NFKD')
    .replace(/[^a-z0-9\s_-]/g, '')
    .trim()
    .replace(/\s+/g, '.')
    .replace(/^[._-]+/, '')
    .slice(0, 40)
    .replace(/[._-]+$/, '');
  return isUsername(plain) ? plain : '';
}

/** The rule of the server contract. */
export function isUsername(value: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,39}$/.test(value.trim().toLowerCase());
}
