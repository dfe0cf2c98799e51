import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LabelledSet } from '#courses/coach/labelled-set.ts';
import {
  type ClassFigures,
  type Figures,
  figuresOf,
  type Measured,
  readSet,
} from '#courses/coach/measure.ts';
import { parseYaml } from '#courses/format/parse-file.ts';
import { openPacks } from '#server/coach/packs.ts';
import { paths } from '#server/paths.ts';
import { CommandError } from './command-error.ts';

type Options = { json: boolean; wrong: boolean; set?: string[] | undefined };
type Report = { name: string; figures: Figures };

/**
 * `askwell coach measure`: how often the coach reads labelled sentences as they are labelled, per class, for each language
 * and split and in total. Answers the exit code.
 */
export async function coachMeasureCommand({ json, wrong, set }: Options): Promise<number> {
  const packs = openPacks();
  const measured: Measured[] = [];
  for (const file of set ?? (await labelledFiles())) {
    const labelled = await readLabelled(file);
    measured.push(...readSet(await packs(labelled.language), labelled));
  }
  const reports = reportsOf(measured);
  const misread = wrong ? measured.filter(isMisread) : [];
  if (json) console.log(JSON.stringify({ reports, ...(wrong ? { wrong: misread } : {}) }, null, 2));
  else for (const line of [...reports.flatMap(inWords), ...misread.map(inOneLine)]) console.log(line);
  return 0;
}

async function labelledFiles(): Promise<string[]> {
  const found = await readdir(paths.coachLabelled, { recursive: true });
  return found
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => join(paths.coachLabelled, path));
}

async function readLabelled(file: string): Promise<LabelledSet> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandError(`${file} cannot be read; expected a file of labelled sentences.`, { cause });
  });
  const { value, problems } = parseYaml(LabelledSet, text, file);
  if (value !== undefined) return value;
  const [first] = problems;
  throw new CommandError(`${file}:${first?.line ?? 1}: ${first?.message ?? 'not a labelled set'}`);
}

/** One report per language and split, and one of everything when there are several. */
function reportsOf(measured: readonly Measured[]): Report[] {
  const groups = Map.groupBy(measured, ({ language, split }) => `${language}, ${split}`);
  const parts = [...groups].map(([name, items]) => ({ name, figures: figuresOf(items) }));
  return parts.length === 1 ? parts : [...parts, { name: 'all', figures: figuresOf(measured) }];
}

const isMisread = ({ label, read }: Measured): boolean =>
  label.form !== read.form || label.focus !== read.focus;

function inWords({ name, figures: { count, form, focus } }: Report): string[] {
  return [
    `${name}: ${count} sentences`,
    `  form as labelled ${percent(form.agreement)}, focus as labelled ${percent(focus.agreement)}, questions it cannot tell ${percent(focus.cantTell)}`,
    ...table('form', form.classes),
    ...table('focus', focus.classes),
    '',
  ];
}

function table(head: string, classes: readonly ClassFigures[]): string[] {
  const row = (cells: readonly string[]) =>
    `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(12) : cell.padStart(11))).join('')}`;
  return [
    row([head, 'count', 'precision', 'recall', "can't tell"]),
    ...classes.map((one) =>
      row([one.name, String(one.count), percent(one.precision), percent(one.recall), percent(one.cantTell)]),
    ),
  ];
}

const inOneLine = ({ trade, text, label, read }: Measured): string =>
  `${trade}: ${label.form}/${label.focus ?? 'none'} read as ${read.form}/${read.focus ?? (read.sure ? 'none' : "can't tell")}: ${JSON.stringify(text.slice(0, 200))}`;

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(1)} %`);
