import { expect } from 'vitest';
import { type Activity, ScoData } from '#courses/scorm/activity-tree.ts';
import type { Package } from '#server/packages/read-package.ts';
import { pathFault } from '#server/packages/safe-path.ts';

/** An activity and everything below it. */
export const activitiesOf = (activity: Activity): Activity[] => [
  activity,
  ...activity.children.flatMap(activitiesOf),
];

type SoundParts = Pick<Package, 'contents' | 'scos' | 'paths' | 'notices' | 'title'>;

/** What holds for every package that is accepted. */
export function expectSound({ contents, scos, paths, notices, title }: SoundParts): void {
  expect(title).not.toBe('');
  const activities = activitiesOf(contents);
  expect(activities[0]?.kind).toBe('folder');
  expect(scos.length).toBeGreaterThan(0);
  expect(new Set(activities.map(({ id }) => id)).size).toBe(activities.length);
  expect(
    activities.filter(({ kind }) => kind !== 'folder').map(({ id, href, kind }) => [id, href, kind]),
  ).toEqual(scos.map(({ scoId, href, kind }) => [scoId, href, kind]));
  for (const { scoId, file, href, kind, data, position } of scos) {
    expect(scos[position]?.href).toBe(href);
    expect(ScoData.safeParse(data).success).toBe(true);
    expect(scoId).toMatch(/^(?!__proto__$)[\s\S]{1,255}$/);
    if (kind === 'elsewhere') {
      expect(new URL(href).protocol).toMatch(/^https?:$/);
      continue;
    }
    expect(href).not.toMatch(/^([a-z][a-z0-9+.-]*:|\/)/i);
    expect(paths).toContain(file);
    expect(decodeURIComponent(new URL(href, 'http://host/').pathname)).toBe(`/${file}`);
  }
  for (const path of paths) expect(pathFault(path)).toBeUndefined();
  for (const { message } of notices) expect(message).toMatch(/^["A-Z\d].*\.$/s);
}
