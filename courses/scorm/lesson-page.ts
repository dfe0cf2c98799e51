import type { LessonData } from '#courses/format/lesson-data.ts';

/** Languages written from right to left (primary subtags, as CLDR lists them). */
const RIGHT_TO_LEFT = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'ku',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** JSON that can stand inside a script element: no `<`, so neither `</script` nor `<!--` can occur. */
const scriptJson = (data: LessonData): string => JSON.stringify(data).replaceAll('<', '\\u003c');

/**
 * The launch page of one lesson.
 * `base` is where the player's files lie as seen from the page: '' or a relative folder with a closing `/`.
 */
export function lessonPage(data: LessonData, base: string): string {
  const { language } = data.course;
  const direction = RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
  const files = escapeHtml(base);
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escapeHtml(data.lesson.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${files}player.css">
<script defer src="${files}player.js"></script>
</head>
<body>
<div id="root"></div>
<noscript>${escapeHtml(data.messages['page.no-script'] ?? '')}</noscript>
<script type="application/json" id="lesson">${scriptJson(data)}</script>
</body>
</html>
`;
}
