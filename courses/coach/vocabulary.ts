const MIN_STEM = 2;
const MIN_TYPO = 5;
const MAX_TYPO = 16;
const NONE: ReadonlySet<number> = new Set();

/** Every word and stem that patterns speak of, each with a number; a text's words are looked up once, not per pattern. */
export type Vocabulary = {
  /** The number of a word, of a stem written `work*` or an ending written `*ing`; it is learnt when new. */
  learn: (atom: string) => number;
  /** Which words and stems a word of the text is, or is a slip of the pen for. */
  look: (word: string) => ReadonlySet<number>;
  /** True for a word that is known without a number. */
  knows: (word: string) => boolean;
};

/** `plain` are words that need no number but are known, so that they are never taken for misspelt ones. */
export function createVocabulary(plain: ReadonlySet<string>): Vocabulary {
  const words = new Map<string, number>();
  const stems = new Map<string, number>();
  const endings = new Map<string, number>();
  let slips: Map<string, string[]> | undefined;
  let count = 0;

  const exact = (word: string): Set<number> => {
    const found = new Set<number>();
    const id = words.get(word);
    if (id !== undefined) found.add(id);
    for (let length = MIN_STEM; length <= word.length; length += 1) {
      const stem = stems.get(word.slice(0, length));
      if (stem !== undefined) found.add(stem);
      const ending = endings.get(word.slice(-length));
      if (ending !== undefined) found.add(ending);
    }
    return found;
  };

  const misspelt = (word: string): ReadonlySet<number> => {
    if (word.length < MIN_TYPO || word.length > MAX_TYPO || /\d/.test(word)) return NONE;
    slips ??= indexSlips([...words.keys()], [...stems.keys()]);
    const whole = oneSlipFrom(word, slips);
    if (whole !== undefined) return exact(whole);
    for (let length = word.length; length > MIN_TYPO; length -= 1) {
      const stem = oneSlipFrom(word.slice(0, length), slips, stems);
      if (stem !== undefined) return exact(stem);
    }
    return NONE;
  };

  return {
    learn: (atom) => {
      const key = atom.replace('*', '');
      const part = atom.startsWith('*') ? endings : stems;
      const table = atom === key ? words : part;
      const known = table.get(key);
      if (known !== undefined) return known;
      count += 1;
      table.set(key, count);
      return count;
    },
    look: (word) => {
      const found = exact(word);
      return found.size > 0 || plain.has(word) ? found : misspelt(word);
    },
    knows: (word) => plain.has(word),
  };
}

function indexSlips(words: readonly string[], stems: readonly string[]): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const word of new Set([...words, ...stems])) {
    if (word.length < MIN_TYPO) continue;
    for (const shorter of [word, ...withoutOne(word)]) {
      const there = index.get(shorter);
      if (there) there.push(word);
      else index.set(shorter, [word]);
    }
  }
  return index;
}

/** Words one slip apart share a form with a letter left out, so a look into the index finds them without a search. */
function oneSlipFrom(
  word: string,
  slips: ReadonlyMap<string, string[]>,
  only?: ReadonlyMap<string, number>,
): string | undefined {
  for (const shorter of [word, ...withoutOne(word)]) {
    const near = slips
      .get(shorter)
      ?.find(
        (known) => known[0] === word[0] && (only === undefined || only.has(known)) && isOneSlip(word, known),
      );
    if (near !== undefined) return near;
  }
  return undefined;
}

const withoutOne = (word: string): string[] =>
  Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));

/** One letter wrong, missing, too many, or two neighbours swapped. */
function isOneSlip(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  const restA = a.slice(from);
  const restB = b.slice(from);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
