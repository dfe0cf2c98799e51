import type { Edition } from '#client/shell/protocol.ts';
import { type Chance, HOSTILE_NAMES, pick, randomElement, VITAL } from './random-calls.ts';

/** Where a hostile page is: what it was given, and what it would like to have. */
export type Held = {
  edition: Edition;
  epoch: number;
  sco: string | undefined;
  /** SCOs of other packages, and of this one that are not open. */
  others: readonly string[];
  mark: string;
};
type Body = Record<string, unknown>;

const NO_TEXT: readonly unknown[] = [1, true, null, {}, [], ['a'], { a: 'b' }, -1.5];
const NUMBERS: readonly unknown[] = [0, -1, 1.5, 2 ** 53, 1e300, '1', null, 99, 1_000_001, [], {}];

/** A tree of the edition's own elements, with marked text. */
function tree(next: Chance, { edition, mark }: Held): Body {
  const root: Body = {};
  for (let i = 0; i < 1 + next() * 6; i += 1) {
    const element = randomElement(edition, next);
    const [first, ...path] = element.split('.');
    if (first !== 'cmi' || path.length === 0 || element.length > 100) continue;
    put(root, path, next() < 0.1 ? pick(next, ['passed', 'completed', '1', '7', '-3']) : mark);
  }
  // What a run-time would not let through.
  for (let i = 0; i < 3; i += 1) {
    const [element, values] = pick(next, VITAL[edition]);
    const [first, ...path] = element.split('.');
    if (first === 'cmi') put(root, path, pick(next, values));
  }
  return root;
}

function put(root: Body, path: readonly string[], value: unknown): void {
  let at = root;
  for (const [index, name] of path.entries()) {
    const isLast = index === path.length - 1;
    const below = Object.hasOwn(at, name) ? at[name] : undefined;
    const branch = typeof below === 'object' && below !== null ? (below as Body) : {};
    // An own property, also where the name means something to JavaScript.
    Object.defineProperty(at, name, {
      value: isLast ? value : branch,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    at = branch;
  }
}

const nested = (levels: number): string => `${'{"core":'.repeat(levels)}{}${'}'.repeat(levels)}`;

const wholeOf = (next: Chance, mark: string): Body => ({
  completionStatus: pick(next, ['completed', 'incomplete', 'unknown', 'not attempted', 'bogus', 1, null]),
  successStatus: pick(next, ['passed', 'failed', 'unknown', 'bogus', {}]),
  scaledScore: pick(next, [null, 0, 1, -1, 0.5, 1.01, -7, 1e300, '1']),
  progress: pick(next, [null, 0, 1, 0.5, -0.1, 2, '1']),
  sequencing: pick(next, [mark, `{"mark":"${mark}"}`, '', '\0', '\ud800', 5, '[]']),
});

/** A body that a page of content could post by itself, which mostly is wrong in one way or another. */
export function randomCommit(next: Chance, held: Held): { body: string; type: string } {
  const { epoch, sco, others, mark } = held;
  const cmi = tree(next, held);
  const commit = { epoch, number: 1 + Math.floor(next() * 60), final: next() < 0.2, cmi, sco };
  const spoil = (path: readonly string[], value: unknown): Body => {
    put(cmi, path, value);
    return {};
  };
  const right = () => ({});
  const wrong: (() => Body | string)[] = [
    right,
    right,
    right,
    right,
    right,
    () => ({ epoch: next() < 0.5 ? epoch - 1 : epoch + 1 + Math.floor(next() * 5) }),
    () => ({ epoch: pick(next, NUMBERS) }),
    () => ({ number: pick(next, NUMBERS) }),
    () => ({ final: pick(next, NO_TEXT) }),
    () => ({ sco: pick(next, [...others, ...HOSTILE_NAMES]) }),
    () => ({ cmi: pick(next, [...NO_TEXT, mark]) }),
    () => spoil(pick(next, HOSTILE_NAMES).split('.').slice(0, 8), mark),
    () => spoil([pick(next, ['core', 'score', 'suspend_data'])], pick(next, NO_TEXT)),
    () => spoil(['suspend_data'], `${mark}${'x'.repeat(next() < 0.1 ? 2_100_000 : 64_000)}`),
    () => `{"epoch":${epoch},"number":1,"final":false,"cmi":${nested(1 + Math.floor(next() * 3000))}}`,
    () =>
      `{"epoch":${epoch},"number":1,"final":false,"cmi":{"__proto__":{"core":{"lesson_status":"passed"}}}}`,
    () => pick(next, ['', '{', 'null', '[]', '"text"', '1', '{"__proto__":null}', '\0', '[[[[[[']),
    () => ({ package: wholeOf(next, mark) }),
    () => ({ package: wholeOf(next, mark) }),
    () => ({ package: pick(next, NO_TEXT) }),
  ];
  const change = pick(next, wrong)();
  const body = typeof change === 'string' ? change : JSON.stringify({ ...commit, ...change });
  return { body, type: pick(next, ['application/json', 'application/json', 'text/plain', 'text/html']) };
}
