import { didYouMean } from '#courses/format/closest.ts';
import type { Finding } from '#courses/format/place.ts';
import type { PlacedStep, Rule } from './examine.ts';

/** Pictures without a description (`missing-alt`) or without a file (`missing-media`), and files that nothing shows (`unused-media`). */
export const media: Rule = ({ steps, files }) => [
  ...steps.flatMap(({ step, path }): Finding[] => {
    if (step.kind !== 'card' || step.picture === undefined || step.picture.alt.trim() !== '') return [];
    const message =
      'Nobody who cannot see this picture learns what it shows; say it in "alt" in a sentence, or leave the picture out if it says nothing.';
    return [{ level: 'warning', rule: 'missing-alt', message, path: [...path, 'picture', 'alt'] }];
  }),
  ...(files === undefined ? [] : filesOf(steps, files)),
];

function filesOf(steps: readonly PlacedStep[], files: readonly string[]): Finding[] {
  const there = files.filter((file) => file.startsWith('media/'));
  const shown = new Set<string>();
  const missing = steps.flatMap(({ step, path }): Finding[] => {
    if (step.kind !== 'card' || step.picture === undefined) return [];
    const { src } = step.picture;
    shown.add(src);
    if (there.includes(src)) return [];
    const message = `There is no file ${src} in the course's folder.${didYouMean(src, there)}`;
    return [{ level: 'error', rule: 'missing-media', message, path: [...path, 'picture', 'src'] }];
  });
  const unused = there
    .filter((file) => !shown.has(file))
    .map((file): Finding => {
      const message = `No step shows ${file}; it would only make the package larger.`;
      return { level: 'warning', rule: 'unused-media', message, path: [] };
    });
  return [...missing, ...unused];
}
