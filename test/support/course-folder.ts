import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Course } from '#courses/format/course.ts';

/** Writes a course as an author's folder (YAML and media) and gives its path: `into`, or a new temporary one. */
export async function writeCourseFolder(
  course: Course,
  { into, media = {} }: { into?: string; media?: Record<string, Uint8Array> } = {},
): Promise<string> {
  const folder = into ?? (await mkdtemp(join(tmpdir(), 'askwell-course-')));
  const head = { ...course, lessons: course.lessons.map(({ id }) => id) };
  const files: Record<string, string | Uint8Array> = {
    'course.yaml': stringify(head),
    ...Object.fromEntries(course.lessons.map((lesson) => [`lessons/${lesson.id}.yaml`, stringify(lesson)])),
    ...media,
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
