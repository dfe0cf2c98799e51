import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportedVersion } from '#server/contract/imports.ts';
import { NamedError } from '#server/errors.ts';
import { presentProblem } from '#server/http/problem.ts';
import { importPackage } from '#server/imports/import-package.ts';
import { getVersion, publishVersion } from '#server/imports/versions.ts';
import type { Services } from '#server/services.ts';
import { count, plain, size } from './in-words.ts';
import { tellRefusal } from './tell-refusal.ts';

type ImportServices = Pick<Services, 'store' | 'storage' | 'config' | 'now' | 'log'>;
type Options = { publish?: boolean; replaces?: string | undefined; json?: boolean };

/**
 * `askwell import <zip>`: takes anybody's package in, as a draft unless `publish`, and tells what was found.
 * Answers the exit code: 0 imported, 1 the package is refused, 2 there is no such file or no such course.
 */
export async function importCommand(
  s: ImportServices,
  file: string,
  { publish = false, replaces, json = false }: Options = {},
): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    console.error(`There is no file "${file}"; expected a package as a zip.`);
    return 2;
  }
  try {
    const { courseId, number } = await importPackage(s, { file, fileName: basename(file), replaces });
    const version = publish
      ? await publishVersion(s, courseId, number, {})
      : await getVersion(s.store, courseId, number);
    if (json) console.log(JSON.stringify(version, null, 2));
    else for (const line of inWords(version)) console.log(line);
    return 0;
  } catch (error) {
    if (json && error instanceof NamedError) console.log(JSON.stringify({ problem: presentProblem(error) }));
    return tellRefusal(error, json);
  }
}

function inWords(version: ImportedVersion): string[] {
  const { title, standard, schemaVersion, tool, items, files, bytes, notices } = version;
  const edition = schemaVersion === '' || schemaVersion === '1.2' ? '' : ` (${plain(schemaVersion)})`;
  const opens = items.filter(({ kind }) => kind !== 'folder').length;
  return [
    `Imported "${plain(title)}".`,
    `  ${standard}${edition}${tool ? `, made with ${plain(tool)}` : ''}, ${count(opens, 'item')} to open, ${count(files, 'file')}, ${size(bytes)}`,
    ...(notices.length === 0 ? [] : ['  Worth knowing:']),
    ...notices.map(({ message }) => `    ${plain(message)}`),
    `  ${whatNow(version)}`,
  ];
}

function whatNow({ courseId, number, state, replaces }: ImportedVersion): string {
  if (state === 'published') return `Learners begin it from now on: course ${courseId}, version ${number}.`;
  const instead = replaces
    ? ` Publishing it replaces version ${replaces.number}; ${count(replaces.learners, 'learner')} who began that one finish on it.`
    : '';
  return `It is a draft that only staff sees: course ${courseId}, version ${number}. Try it and publish it in the app.${instead}`;
}
