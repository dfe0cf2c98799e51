import { stat } from 'node:fs/promises';
import { type Inspection, inspectPackage } from '#server/packages/inspect-package.ts';
import { count, plain, size } from './in-words.ts';

type Options = { json?: boolean | undefined };
const MOST_FILES_SHOWN = 200;

/**
 * `askwell inspect <zip>`: tells what a package contains and every rule it breaks. It reads and never writes.
 * Answers the exit code: 0 no errors, 1 errors, 2 there is no such file.
 */
export async function inspectCommand(file: string, { json = false }: Options = {}): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    console.error(`There is no file "${file}"; expected a package as a zip.`);
    return 2;
  }
  const inspection = await inspectPackage(file);
  if (json) console.log(JSON.stringify({ file, zipBytes: found.size, ...inspection }, null, 2));
  else for (const line of inWords(file, found.size, inspection)) console.log(line);
  return inspection.problems.some(({ level }) => level === 'error') ? 1 : 0;
}

function inWords(file: string, zipBytes: number, inspection: Inspection): string[] {
  const { standard, schemaVersion, tool, title, identifier, scos, files, totalBytes, problems } = inspection;
  const version = schemaVersion === undefined ? '' : ` (schemaversion "${schemaVersion}")`;
  return [
    plain(file),
    `  ${standard === 'unknown' ? 'No standard that is known here' : standard}${version}${tool ? `, made with ${tool}` : ''}`,
    ...exportLine(inspection),
    ...(title === undefined ? [] : [`  "${plain(title)}", identifier ${plain(identifier ?? 'missing')}`]),
    ...(scos.length === 0 ? [] : ['', `  ${count(scos.length, 'item')} to play`]),
    ...scos.map(
      ({ id, title: name, type, href }) => `    ${plain(id)}  ${type}  ${plain(href)}  "${plain(name)}"`,
    ),
    ...(files.length === 0
      ? []
      : ['', `  ${count(files.length, 'file')}, ${size(totalBytes)}, zipped ${size(zipBytes)}`]),
    ...files
      .slice(0, MOST_FILES_SHOWN)
      .map(({ path, bytes }) => `    ${size(bytes).padStart(9)}  ${plain(path)}`),
    ...(files.length > MOST_FILES_SHOWN
      ? [`    and ${files.length - MOST_FILES_SHOWN} more (--json lists all)`]
      : []),
    '',
    ...problems.map(({ level, rule, message }) => `  ${level} ${rule}  ${plain(message)}`),
    `  ${verdict(problems)}`,
  ];
}

function exportLine({ askwell }: Inspection): string[] {
  if (askwell === undefined) return [];
  const { profile = 'generic', layout = 'per-lesson', order = 'free' } = askwell;
  return [`  Exported as ${askwell.edition}, profile ${profile}, layout ${layout}, order ${order}`];
}

function verdict(problems: Inspection['problems']): string {
  const of = (level: string) => problems.filter((problem) => problem.level === level).length;
  const [errors, warnings, notes] = [of('error'), of('warning'), of('note')];
  if (errors + warnings === 0) return `No rule is broken${notes > 0 ? ` (${count(notes, 'note')})` : ''}.`;
  return `${count(errors, 'error')}, ${count(warnings, 'warning')}${notes > 0 ? `, ${count(notes, 'note')}` : ''}.`;
}
