import type { Notice } from '#server/contract/imports.ts';
import { clip } from './safe-path.ts';

/** What was tolerated while reading a package: rule -> the things that show it, in the order they were met. */
export type Findings = Map<NoticeRule, string[]>;
export type NoticeRule = keyof typeof SENTENCES;

/** Notes that a rule was met, with the thing that shows it. */
export function note(findings: Findings, rule: NoticeRule, example: string): void {
  const known = findings.get(rule);
  if (known === undefined) findings.set(rule, [example]);
  else if (!WORDED.has(rule) || !known.includes(example)) known.push(example);
}

/** Rules whose examples are words of ours: each is said once. In the others every example counts. */
const WORDED: ReadonlySet<string> = new Set(['unusual-form', 'repaired-xml', 'other-standards']);

/** What a trainer is told: one sentence or two for each rule, what matters most first. */
export const noticesOf = (findings: Findings): Notice[] =>
  (Object.keys(SENTENCES) as NoticeRule[]).flatMap((rule) => {
    const found = findings.get(rule);
    return found === undefined ? [] : [{ rule, message: SENTENCES[rule](found) }];
  });

const many = (found: readonly string[], one: string, more = `${one}s`): string =>
  found.length === 1 ? `1 ${one}` : `${found.length} ${more}`;
const example = (found: readonly string[]): string => `for example "${clip(found[0] ?? '')}"`;
const listed = (found: readonly string[]): string =>
  found.length > 3
    ? `${found.slice(0, 3).map(quote).join(', ')} and ${found.length - 3} more`
    : found.map(quote).join(', ');
const quote = (text: string): string => `"${clip(text)}"`;

const SENTENCES = {
  elsewhere: (found: string[]) =>
    `${many(found, 'page lies', 'pages lie')} on another website (${example(found)}). Learners get a link to it; nothing they do there can be recorded.`,
  'launch-file-replaced': (found: string[]) =>
    `The page that should open first is missing from the package. ${found.join('')} is opened instead: try it before you publish.`,
  'skipped-items': (found: string[]) =>
    `${many(found, 'entry', 'entries')} of the table of contents cannot be opened because the page is missing, and ${found.length === 1 ? 'is' : 'are'} left out: ${listed(found)}.`,
  'empty-items': (found: string[]) =>
    `${many(found, 'entry', 'entries')} of the table of contents hold nothing to open and are left out: ${listed(found)}.`,
  'no-scorm-type': (found: string[]) =>
    `The package does not say which of its pages report results (${example(found)}). Web pages are played as if they did; try one to see whether something is recorded.`,
  'assets-only': () =>
    'No page of this package reports results by itself: a page counts as done once it was opened, and there are no scores.',
  'unknown-edition': ([edition]: string[]) =>
    `The package does not say which SCORM it was made for; it is played as ${edition}. If nothing is recorded when you try it, ask its maker for a SCORM 1.2 package.`,
  'odd-edition': ([found]: string[]) =>
    `The package names its SCORM version in an unusual way: ${found}. If nothing is recorded when you try it, ask its maker for a SCORM 1.2 package.`,
  'mixed-editions': ([edition]: string[]) =>
    `Parts of the package are written for another SCORM than it says; it is played as ${edition}. If nothing is recorded when you try it, ask its maker for a new export.`,
  'several-organizations': ([found]: string[]) =>
    `The package holds more than one table of contents; ${found} is used and the others are left out.`,
  'default-organization': ([found]: string[]) =>
    `The package asks for a table of contents that it does not hold; ${found} is used.`,
  'parent-pages': (found: string[]) =>
    `${many(found, 'chapter has', 'chapters have')} a page of their own, which SCORM 2004 does not allow (${example(found)}). It is shown as the first page of the chapter.`,
  'same-identifiers': (found: string[]) =>
    `${many(found, 'entry', 'entries')} of the table of contents had no identifier of their own (${example(found)}) and were given one. If the package is exported again in another order, earlier results may not be found.`,
  'empty-titles': (found: string[]) =>
    `${many(found, 'title was', 'titles were')} missing; learners see ${listed(found)} instead.`,
  'bad-values': (found: string[]) =>
    `${many(found, 'setting', 'settings')} of the package cannot be understood and ${found.length === 1 ? 'is' : 'are'} left out: ${listed(found)}.`,
  'other-standards': (found: string[]) =>
    `The package is also made for ${found.join(' and ')}. It is played as SCORM; the other part is left out.`,
  'absent-files': (found: string[]) =>
    `${many(found, 'file that the package lists is', 'files that the package lists are')} missing (${example(found)}). Pages that use them may have gaps: try it before you publish.`,
  'unlisted-files': (found: string[]) =>
    `${many(found, 'file is', 'files are')} in the package but not in its list (${example(found)}). They work here; another LMS may drop them.`,
  'nested-root': ([folder]: string[]) =>
    `The package lies in the folder "${clip(folder ?? '')}" of the zip; it is read from there.`,
  'outside-files': (found: string[]) =>
    `${many(found, 'file')} beside that folder ${found.length === 1 ? 'does' : 'do'} not belong to the package and ${found.length === 1 ? 'is' : 'are'} left out (${example(found)}).`,
  'same-file-twice': (found: string[]) =>
    `${many(found, 'file lies', 'files lie')} in the zip more than once with the same content (${example(found)}); one is kept.`,
  'wrong-encoding': ([found]: string[]) =>
    `The package's description is not written in the encoding that it names; it was read as ${found}. Look whether letters with accents are right in the titles.`,
  'repaired-xml': (found: string[]) =>
    `The package's description has mistakes in its XML (${found.join(', ')}), which were repaired while reading. Look whether titles and table of contents are complete.`,
  'unusual-form': (found: string[]) =>
    `Unusual, but no problem here: ${found.join(', ')}. Another LMS may be less patient.`,
};
