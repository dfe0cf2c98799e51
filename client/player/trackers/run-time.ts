/** The functions of an LMS's API object, under the names of one edition. */
export type FunctionNames = {
  initialize: string;
  terminate: string;
  get: string;
  set: string;
  commit: string;
  lastError: string;
};

/** An LMS's API object, exactly as found: nothing about it is trusted. */
export type ApiObject = Record<string, unknown>;

export type Outcome = { ok: true } | { ok: false; lost: boolean; code: string };

/** An API object behind one tolerant face. No function of it throws. */
export type RunTime = {
  initialize: () => Outcome;
  terminate: () => Outcome;
  commit: () => Outcome;
  /** '' when there is no value, an error, or no answer. */
  get: (element: string) => string;
  set: (element: string, value: string) => Outcome;
  /** False once the LMS said that it has no such element (or no such family of elements). */
  has: (element: string) => boolean;
};

/** What an LMS answers as text: some hand out numbers, booleans or String objects. */
export const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : (value as { toString: () => string }).toString();
};

const OK: Outcome = { ok: true };

/** 401 and 402: not implemented (2004: undefined, unimplemented). Asking again in this session would be noise. */
const MISSING = new Set(['401', '402']);

const withoutIndexes = (element: string): string => element.replace(/\.\d+(?=\.)/g, '.n');

/** `cmi.interactions.n.id` refused as unknown means that there are no interactions at all. */
const familyOf = (pattern: string): string =>
  pattern.endsWith('.n.id') ? pattern.slice(0, -'n.id'.length) : pattern;

/**
 * Wraps an API object. LMSs answer with 'true', true, 1, nothing at all, and some answer false to a call that
 * worked: what counts is then the error code, where 0 means "no error" in every edition.
 */
export function connect(api: ApiObject, names: FunctionNames): RunTime {
  const missing = new Set<string>();
  const call = (name: string, ...args: string[]): unknown => {
    const method = api[name];
    if (typeof method !== 'function') throw new TypeError(`the run-time has no function ${name}`);
    return Reflect.apply(method, api, args);
  };
  const errorCode = (): string => {
    const code = call(names.lastError);
    return textOf(code) || '0';
  };
  const judge = (name: string, ...args: string[]): Outcome => {
    try {
      const said = call(name, ...args);
      if (said === true || said === 1 || said === 'true' || said === '1') return OK;
      const code = errorCode();
      return code === '0' ? OK : { ok: false, lost: false, code };
    } catch (error) {
      return { ok: false, lost: true, code: error instanceof Error ? error.message : String(error) };
    }
  };
  const has = (element: string): boolean => {
    const pattern = withoutIndexes(element);
    return ![...missing].some((gone) => pattern === gone || (gone.endsWith('.') && pattern.startsWith(gone)));
  };
  return {
    initialize: () => judge(names.initialize, ''),
    terminate: () => judge(names.terminate, ''),
    commit: () => judge(names.commit, ''),
    get: (element) => {
      try {
        const value = call(names.get, element);
        return value === false ? '' : textOf(value);
      } catch {
        return '';
      }
    },
    set: (element, value) => {
      const outcome = judge(names.set, element, value);
      if (!outcome.ok && MISSING.has(outcome.code)) missing.add(familyOf(withoutIndexes(element)));
      return outcome;
    },
    has,
  };
}
