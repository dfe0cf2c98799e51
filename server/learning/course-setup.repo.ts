import { eq } from 'drizzle-orm';
import type { CourseSettings } from '#server/contract/imports.ts';
import type { Store } from '#server/db/store.ts';
import { settingsOf } from './course-settings.ts';

/** A course's settings; undefined when there is no such course. */
export async function findSettings({ db, t }: Store, courseId: string): Promise<CourseSettings | undefined> {
  const [row] = await db
    .select({ settings: t.courses.settings })
    .from(t.courses)
    .where(eq(t.courses.id, courseId));
  return row && settingsOf(row.settings);
}

/** Whether there was such a course. */
export async function updateSettings(
  { db, t }: Store,
  courseId: string,
  settings: CourseSettings,
): Promise<boolean> {
  const rows = await db
    .update(t.courses)
    .set({ settings })
    .where(eq(t.courses.id, courseId))
    .returning({ id: t.courses.id });
  return rows.length > 0;
}
