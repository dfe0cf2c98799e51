import { DATA_MODEL, listedPart } from '#courses/scorm/data-model.ts';
import type { Cmi } from './cmi.ts';

export type Edition = '1.2' | '2004-4';
export type CmiProblem = { path: string; message: string };

/** Far above what SCORM allows and content does, far below what would hurt. */
export const LIMITS = {
  /** UTF-16 units of any one value; SCORM 2004 4th edition gives suspend_data 64,000. */
  text: 64_000,
  interactions: 2_000,
  values: 60_000,
} as const;

/** What may stand under a name: other names, or null for text. */
type Model = Map<string, Model | null>;

const MODELS: Record<Edition, Model> = {
  '1.2': modelOf(DATA_MODEL['1.2']),
  '2004-4': modelOf(DATA_MODEL['2004-4']),
};

function modelOf(elements: readonly string[]): Model {
  const root: Model = new Map();
  for (const element of elements) {
    const [, ...path] = element.split('.');
    const leaf = path.pop() ?? '';
    let at = root;
    for (const name of path) {
      const below: Model = at.get(name) ?? new Map();
      at.set(name, below);
      at = below;
    }
    at.set(leaf, null);
  }
  return root;
}

/**
 * Refuses what no data model holds: names that are not elements of the edition, values that are not text, too long, or
 * too many. What a value says is the content's own affair, and is kept as it was set.
 * Gives the tree, or the first problem found.
 */
export function checkCmi(edition: Edition, cmi: unknown): { cmi: Cmi } | { problem: CmiProblem } {
  if (!isBranch(cmi)) return { problem: { path: 'cmi', message: `expected an object, got ${kindOf(cmi)}` } };
  const interactions = cmi['interactions'];
  const count = isBranch(interactions) ? Object.keys(interactions).length : 0;
  if (count > LIMITS.interactions) {
    return {
      problem: {
        path: 'cmi.interactions',
        message: `${count} interactions, at most ${LIMITS.interactions} are kept`,
      },
    };
  }
  const problem = checkBranch(cmi, MODELS[edition], 'cmi', { edition, values: 0 });
  return problem ? { problem } : { cmi: cmi as Cmi };
}

type Check = { edition: Edition; values: number };

function checkBranch(
  branch: Record<string, unknown>,
  model: Model,
  path: string,
  check: Check,
): CmiProblem | undefined {
  for (const name of Object.keys(branch)) {
    const below = model.get(listedPart(name) ?? '');
    if (below === undefined) return unknownElement(path, name, model, check.edition);
    check.values += 1;
    if (check.values > LIMITS.values) return { path, message: `more than ${LIMITS.values} values` };
    const problem = checkValue(branch[name], below, `${path}.${name}`, check);
    if (problem) return problem;
  }
  return undefined;
}

function checkValue(value: unknown, model: Model | null, path: string, check: Check): CmiProblem | undefined {
  if (model) {
    if (isBranch(value)) return checkBranch(value, model, path, check);
    return { path, message: `expected an object with the elements below it, got ${kindOf(value)}` };
  }
  if (typeof value !== 'string') return { path, message: `expected text, got ${kindOf(value)}` };
  if (value.length <= LIMITS.text) return undefined;
  return { path, message: `${value.length} characters, at most ${LIMITS.text} are kept` };
}

const NAME_SHOWN = 100;

function unknownElement(path: string, name: string, model: Model, edition: Edition): CmiProblem {
  const expected = [...model.keys()].filter((known) => !known.startsWith('_'));
  const listed = expected.map((known) => (known === 'n' ? 'an index such as 0' : known)).join(', ');
  return {
    path: `${path}.${name.slice(0, NAME_SHOWN)}`,
    message: `SCORM ${edition} has no such element; expected ${listed}`,
  };
}

/** Lists are objects keyed "0", "1", ..., but an array holds just as well what it lists. */
const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const kindOf = (value: unknown): string => (value === null ? 'null' : `a ${typeof value}`);
