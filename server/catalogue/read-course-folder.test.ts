import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleFiles } from '#test/support/sample-course.ts';
import { readCourseFolder } from './read-course-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-course-'));
  await mkdir(join(folder, 'lessons'));
  await mkdir(join(folder, 'media/people'), { recursive: true });
  for (const [file, text] of Object.entries(sampleFiles())) await writeFile(join(folder, file), text);
  await writeFile(join(folder, 'media/people/a.png'), Uint8Array.of(1, 2, 3));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('reads the texts and the media, and nothing else', async () => {
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await writeFile(join(folder, 'lessons/notes.md'), 'mine');
  await writeFile(join(folder, 'lessons/.ask-impact.yaml.swp'), 'an editor’s');
  await writeFile(join(folder, 'media/.DS_Store'), 'a file manager’s');
  await symlink('/etc/hostname', join(folder, 'elsewhere'));
  const { files, media } = await readCourseFolder(folder);
  expect(files).toEqual(sampleFiles());
  expect([...media]).toEqual([['media/people/a.png', Buffer.from([1, 2, 3])]]);
});

test('a folder without lessons or media, or through a link to it, is read too', async () => {
  await rm(join(folder, 'media'), { recursive: true });
  await rm(join(folder, 'lessons'), { recursive: true });
  const through = `${folder}-link`;
  await symlink(folder, through);
  const { files, media } = await readCourseFolder(through);
  await rm(through);
  expect(Object.keys(files)).toEqual(['course.yaml']);
  expect(media.size).toBe(0);
});

test.each(['course.yaml', 'lessons/ask-impact.yaml', 'media/people/a.png', 'media/people', 'lessons'])(
  'refuses a link at %s',
  async (path) => {
    await rm(join(folder, path), { recursive: true });
    await symlink(path.includes('.') ? '/etc/hostname' : '/etc', join(folder, path));
    await expect(readCourseFolder(folder)).rejects.toThrow(`${path} is a link; expected the file itself`);
  },
);

test('refuses what is too large before reading it', async () => {
  await truncate(join(folder, 'media/people/a.png'), 50_000_001);
  await expect(readCourseFolder(folder)).rejects.toThrow(
    'has 50.0 MB in its files; expected at most 50.0 MB',
  );
  await truncate(join(folder, 'media/people/a.png'), 3);
  await truncate(join(folder, 'course.yaml'), 5_000_001);
  await expect(readCourseFolder(folder)).rejects.toThrow('course.yaml has 5000001 bytes');
});

test('says when there is no folder, and when a text is not text', async () => {
  await expect(readCourseFolder(join(folder, 'nowhere'))).rejects.toThrow('is not a folder');
  await expect(readCourseFolder(join(folder, 'course.yaml'))).rejects.toThrow('is not a folder');
  await writeFile(join(folder, 'course.yaml'), Uint8Array.of(0x61, 0xff, 0xfe));
  await expect(readCourseFolder(folder)).rejects.toThrow('course.yaml is not UTF-8 text');
});

test('takes a byte order mark for what it is', async () => {
  await writeFile(join(folder, 'course.yaml'), `\uFEFF${sampleFiles()['course.yaml'] ?? ''}`);
  expect((await readCourseFolder(folder)).files).toEqual(sampleFiles());
});
