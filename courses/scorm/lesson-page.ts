import type { LessonData } from '#courses/format/lesson-data.ts';
import { cleanText } from './xml.ts';

/**
 * The page that starts a lesson. It holds everything that belongs to the lesson, so that it also plays where nothing
 * but files is served; player and pictures lie next to it in the package.
 * `base` leads from the page's folder to the package's root: `''` or `'../../'`.
 */
export function lessonPage(data: LessonData, base: string): string {
  const { language, title } = data.course;
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(cleanText(`${data.lesson.title} – ${title}`))}</title>
<link rel="stylesheet" href="${base}player/player.css">
</head>
<body>
<div id="player" data-base="${escapeHtml(base)}"></div>
<script type="application/json" id="lesson">${scriptJson(data)}</script>
<script src="${base}player/player.js" defer></script>
</body>
</html>
`;
}

/** Writing direction of a language, from its script where the tag names one. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [base = '', ...rest] = language.toLowerCase().split('-');
  const script = rest.find((part) => part.length === 4);
  if (script !== undefined)
    return ['arab', 'hebr', 'thaa', 'syrc', 'nkoo', 'adlm'].includes(script) ? 'rtl' : 'ltr';
  return ['ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv', 'ckb'].includes(base) ? 'rtl' : 'ltr';
}

const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '',
  );

/** JSON that cannot end the script element or open a comment in it, and is ASCII but for the texts' own letters. */
const scriptJson = (data: LessonData): string =>
  JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
