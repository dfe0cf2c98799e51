export type XmlTag = {
  text: string;
  next: number;
  /** Of the element and its attributes. */
  prefixes: string[];
  /** Declared here: prefix ('' for the default) and name. */
  namespaces: [prefix: string, namespace: string][];
  /** Of the attributes, without their quotes. */
  values: string[];
};

const WORDS = /[^"'>]*/y;

/**
 * The tag that begins at `at`. Quotes are minded, so that `>` and `<` may stand in a value. A tag without an end reaches to
 * the end of the text, and is left to the parser to refuse.
 */
export function readTag(source: string, at: number): XmlTag {
  const names: string[] = []; // what stands outside the quotes, in order
  const values: string[] = [];
  let next = at;
  for (;;) {
    WORDS.lastIndex = next;
    const words = WORDS.exec(source)?.[0] ?? '';
    names.push(words);
    next += words.length;
    const quote = source[next];
    if (quote === undefined || quote === '>') break;
    const end = source.indexOf(quote, next + 1);
    const close = end === -1 ? source.length : end;
    values.push(source.slice(next + 1, close));
    next = close + 1;
  }
  next += 1;
  return { text: source.slice(at, next), next, ...namesOf(names, values), values };
}

function namesOf(names: string[], values: string[]): Pick<XmlTag, 'prefixes' | 'namespaces'> {
  const prefixes = names
    .flatMap((words) => words.split(/[\s=/<]+/))
    .filter((name) => name.includes(':'))
    .map((name) => name.slice(0, name.indexOf(':')));
  const namespaces = values.flatMap((value, index): [string, string][] => {
    const declared = /(?:^|\s)xmlns(?::([\w.-]+))?\s*=\s*$/.exec(names[index] ?? '');
    return declared === null ? [] : [[declared[1] ?? '', value.trim()]];
  });
  return { prefixes, namespaces };
}
