import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileText } from '#courses/format/compile-text.ts';
import type { ProfileId } from '#courses/scorm/export-options.ts';
import type { Guide } from '#server/contract/catalogue.ts';
import { paths } from '#server/paths.ts';

/** How to import a package into one LMS: docs/lms/<id>.md, as the app shows it. */
export async function readGuide(id: ProfileId): Promise<Guide> {
  return parseGuide(id, await readFile(join(paths.guides, `${id}.md`), 'utf8'));
}

/** A page with one `# title`, an introduction and `## sections`. A link to another file keeps its words only. */
export function parseGuide(id: ProfileId, markdown: string): Guide {
  const [head = '', ...sections] = markdown.split(/^## /m);
  const [title, intro] = splitHeading(head.replace(/^# /, ''));
  return {
    id,
    title,
    intro: compileText(intro),
    sections: sections.map((section) => {
      const [heading, text] = splitHeading(section);
      return { title: heading, blocks: compileText(text) };
    }),
  };
}

function splitHeading(text: string): [heading: string, rest: string] {
  const end = text.indexOf('\n');
  return end < 0 ? [text.trim(), ''] : [text.slice(0, end).trim(), text.slice(end + 1)];
}
