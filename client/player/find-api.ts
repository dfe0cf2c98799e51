import type { ApiObject } from './trackers/run-time.ts';

const MAX_HOPS = 500;

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

/** The window itself, then its parents; a page may lie about `parent`, hence the limit. */
function inParents(start: Window | undefined, name: string): ApiObject | undefined {
  let win = start;
  for (let hops = 0; win !== undefined && hops < MAX_HOPS; hops += 1) {
    const found = at(win, name);
    if (found !== undefined) return found;
    win = next(win, 'parent');
  }
  return undefined;
}

function inOpeners(start: Window, name: string): ApiObject | undefined {
  let win: Window | undefined = start;
  for (let hops = 0; win !== undefined && hops < MAX_HOPS; hops += 1) {
    const found = inParents(next(win, 'opener'), name);
    if (found !== undefined) return found;
    win = next(win, 'parent');
  }
  return undefined;
}

/**
 * Looks for one edition's API object: the window and its parents, then their openers and the openers' parents.
 * Some LMSs set it late, so it asks again for `patienceMs`, but not where nothing could ever appear (a page of its own).
 */
export async function findApi(
  start: Window,
  name: 'API' | 'API_1484_11',
  patienceMs = 2000,
): Promise<ApiObject | undefined> {
  const alone = next(start, 'parent') === undefined && next(start, 'opener') === undefined;
  for (let waited = 0; ; waited += 100) {
    const found = inParents(start, name) ?? inOpeners(start, name);
    if (found !== undefined || alone || waited >= patienceMs) return found;
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
