import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeAfterSignIn, signInHref } from './return-to.ts';

it('comes back to every page of ours', () => {
  fc.assert(
    fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
      const place = { pathname: `/p${path}`, search: query === '' ? '' : `?${query}` };
      const from = new URLSearchParams(signInHref(place).split('?')[1]).get('from');
      const back = new URL(placeAfterSignIn(from, '/usual'), 'https://ours.test');
      const meant = new URL(place.pathname + place.search, 'https://ours.test');
      expect(back.href).toBe(meant.href);
    }),
  );
});

it.each([
  '//evil.test',
  '/\\evil.test',
  '/\t/evil.test',
  'https://evil.test',
  'javascript:alert(1)',
  'progress',
  '',
  '/..//evil.test',
  null,
])('goes to the usual page instead of %j', (from) => {
  expect(placeAfterSignIn(from, '/usual')).toBe('/usual');
});

it('never leaves the site, whatever the address says', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
      ),
      (from) => {
        const to = placeAfterSignIn(from, '/usual');
        expect(new URL(to, 'https://ours.test').origin).toBe('https://ours.test');
      },
    ),
  );
});
