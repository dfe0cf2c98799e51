import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import type { ShellState } from '#server/contract/commit.ts';
import type { CourseSettings } from '#server/contract/imports.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { type NamedError, unavailable } from '#server/errors.ts';
import { paths } from '#server/paths.ts';
import { sha256 } from './apply-commit.ts';
import type { LaunchRow } from './commit.repo.ts';

type Shell = {
  launch: LaunchRow;
  sco: {
    title: string;
    href: string;
    language: string;
    ours: boolean;
    contents: Activity | null;
    settings: CourseSettings;
  };
  token: string;
  appOrigins: string[];
};

/** The built shell page with what it has to know about its launch. */
export async function shellPage({ launch, sco, token, appOrigins }: Shell): Promise<string> {
  const isWhole = launch.scoId === WHOLE;
  const state: ShellState = {
    edition: launch.edition,
    href: `/files/${launch.packageKey}/${isWhole ? '' : sco.href}`,
    title: sco.title,
    language: sco.language,
    appOrigins,
    sessionPath: `/play/${token}/session`,
    commitPath: `/play/${token}/commit`,
    scoPath: `/play/${token}/sco`,
    logPath: `/play/${token}/log`,
    journal: sha256(`${launch.attemptId}:${launch.scoId}`).slice(0, 20),
    selfReporting: sco.ours,
    mode: launch.mode,
    masteryOverride: sco.settings.masteryOverride,
    contents: isWhole ? sco.contents : null,
  };
  const inline = `<script type="application/json" id="launch">${inlineJson(state)}</script>`;
  const page = await template();
  return page.replace('<!--title-->', () => escapeHtml(sco.title)).replace('<!--launch-->', () => inline);
}

let built: Promise<string> | undefined;

function template(): Promise<string> {
  built ??= readFile(join(paths.shell, 'index.html'), 'utf8').catch((cause: unknown) => {
    built = undefined;
    throw unavailable('The page that plays lessons has not been built yet: run "npm run build".', { cause });
  });
  return built;
}

/** JSON that cannot end the script element it stands in, whatever a package's titles hold. */
export const inlineJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/** What somebody sees whose address opens nothing (any more). */
export const errorPage = (error: NamedError): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(error.title)}</title>
<style>
:root { color-scheme: light dark }
body { margin: 0; min-height: 100dvh; display: grid; place-content: center; padding: 1.5rem; font: 1.125rem/1.5 system-ui, sans-serif }
main { max-width: 32rem }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0 0 .5rem }
p { margin: 0 }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(error.title)}</h1>
<p>${escapeHtml(error.message)}</p>
</main>
</body>
</html>
`;
