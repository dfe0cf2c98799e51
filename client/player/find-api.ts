import type { ApiObject } from './trackers/run-time.ts';

const MAX_HOPS = 500;

export type ApiName = 'API' | 'API_1484_11';

/** Where an API was found: so many windows up, counted from the lesson's or from an opener's. */
export type Place = { by: 'parent' | 'opener'; windows: number };

const at = (win: Window | null | undefined, name: string): ApiObject | undefined => {
  try {
    const found: unknown = (win as unknown as Record<string, unknown> | null | undefined)?.[name];
    return typeof found === 'object' && found !== null ? (found as ApiObject) : undefined;
  } catch {
    // A window of another origin: it may be passed through, not read.
    return undefined;
  }
};

const next = (win: Window, way: 'parent' | 'opener'): Window | undefined => {
  try {
    const other = win[way] as Window | null;
    return other === null || other === win ? undefined : other;
  } catch {
    return undefined;
  }
};

type Found = { api: ApiObject; place: Place };

/** The window itself, then its parents; a page may lie about `parent`, hence the limit. */
function inParents(start: Window | undefined, name: string, by: Place['by']): Found | undefined {
  let win = start;
  for (let windows = 0; win !== undefined && windows < MAX_HOPS; windows += 1) {
    const api = at(win, name);
    if (api !== undefined) return { api, place: { by, windows } };
    win = next(win, 'parent');
  }
  return undefined;
}

function inOpeners(start: Window, name: string): Found | undefined {
  let win: Window | undefined = start;
  for (let hops = 0; win !== undefined && hops < MAX_HOPS; hops += 1) {
    const found = inParents(next(win, 'opener'), name, 'opener');
    if (found !== undefined) return found;
    win = next(win, 'parent');
  }
  return undefined;
}

/** Looks for an API object once: the window and its parents, then their openers and the openers' parents. */
export const locateApi = (start: Window, name: ApiName): Found | undefined =>
  inParents(start, name, 'parent') ?? inOpeners(start, name);

/** Whether there is any window around or behind this one, and whether one of them hides its content from it. */
export function surroundings(start: Window): { alone: boolean; blocked: boolean } {
  const alone = next(start, 'parent') === undefined && next(start, 'opener') === undefined;
  let blocked = false;
  let win: Window | undefined = start;
  for (let hops = 0; win !== undefined && hops < MAX_HOPS; hops += 1) {
    blocked ||= isForeign(win) || isForeign(next(win, 'opener'));
    win = next(win, 'parent');
  }
  return { alone, blocked };
}

function isForeign(win: Window | undefined): boolean {
  try {
    if (win !== undefined) Reflect.get(win, 'API');
    return false;
  } catch {
    return true;
  }
}

/**
 * Looks for one edition's API object. Some LMSs set it late, so it asks again for `patienceMs`, but not where nothing
 * could ever appear (a page of its own).
 */
export async function findApi(
  start: Window,
  name: ApiName,
  patienceMs = 2000,
): Promise<ApiObject | undefined> {
  const { alone } = surroundings(start);
  for (let waited = 0; ; waited += 100) {
    const found = locateApi(start, name);
    if (found !== undefined || alone || waited >= patienceMs) return found?.api;
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
