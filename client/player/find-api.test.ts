import { describe, expect, it } from 'vitest';
import { findApi } from './find-api.ts';

type Fake = { parent?: unknown; opener?: unknown; API?: unknown; API_1484_11?: unknown };

const win = (own: Fake): Window => {
  const made: Fake = { opener: null, ...own };
  made.parent ??= made;
  return made as unknown as Window;
};

/** A window of another origin: every property of it throws, but the way onward is open, as in browsers. */
const foreign = (ways: Pick<Fake, 'parent' | 'opener'>): Window =>
  new Proxy(win(ways), {
    get: (target, name) => {
      if (name === 'parent' || name === 'opener') return Reflect.get(target, name);
      throw new DOMException('Blocked a frame', 'SecurityError');
    },
  });

const api = { LMSInitialize: () => 'true' };

describe('findApi', () => {
  it("finds it in the window, a parent, the opener, and a parent of a parent's opener", async () => {
    await expect(findApi(win({ API: api }), 'API')).resolves.toBe(api);
    await expect(findApi(win({ parent: win({ parent: win({ API: api }) }) }), 'API')).resolves.toBe(api);
    await expect(findApi(win({ opener: win({ API: api }) }), 'API')).resolves.toBe(api);
    const popup = win({ opener: win({ parent: win({ API: api }) }) });
    await expect(findApi(win({ parent: popup }), 'API')).resolves.toBe(api);
  });

  it('takes only the edition that was asked for', async () => {
    const both = win({ API: api, API_1484_11: { Initialize: () => 'true' } });
    await expect(findApi(both, 'API')).resolves.toBe(api);
    await expect(findApi(win({ parent: win({ API: api }) }), 'API_1484_11', 0)).resolves.toBeUndefined();
  });

  it('passes through windows of other origins', async () => {
    const start = win({ parent: foreign({ parent: win({ API: api }) }) });
    await expect(findApi(start, 'API')).resolves.toBe(api);
  });

  it('gives up on an endless chain', async () => {
    const a: Fake = { opener: null };
    const b: Fake = { opener: null, parent: a };
    a.parent = b;
    await expect(findApi(a as unknown as Window, 'API', 0)).resolves.toBeUndefined();
  });

  it('waits for an API that comes late, but not where none can come', async () => {
    const late: Fake = { opener: null };
    late.parent = late;
    const found = findApi(win({ parent: late }), 'API', 2000);
    late.API = api;
    await expect(found).resolves.toBe(api);
    await expect(findApi(win({}), 'API', 60_000)).resolves.toBeUndefined();
  });
});
