import { expect, it } from 'vitest';
import { openApiPlace } from './window-api.ts';

type Holder = { API?: unknown; API_1484_11?: unknown };

it('holds what this page puts there, and nothing that content does to it', () => {
  const holder: Holder = {};
  const put = openApiPlace('1.2', holder as unknown as Window);
  const first = Object.freeze({ LMSCommit: () => 'true' });
  put(first);
  expect(holder.API).toBe(first);
  expect(() => {
    holder.API = {};
  }).toThrow(TypeError);
  expect(Reflect.deleteProperty(holder, 'API')).toBe(false);
  expect(() => Object.defineProperty(holder, 'API', { value: {} })).toThrow(TypeError);
  expect(holder.API).toBe(first);
  const second = Object.freeze({ LMSCommit: () => 'false' });
  put(second);
  expect(holder.API).toBe(second);
  put(undefined);
  expect(holder.API).toBeUndefined();
});

it('has the name of its edition, and not of the other', () => {
  const holder: Holder = {};
  openApiPlace('2004-4', holder as unknown as Window)({});
  expect(Object.keys(holder)).toEqual(['API_1484_11']);
});
