import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import { buildPackage } from '#server/packages/build-package.ts';
import { ROOT } from '#server/paths.ts';
import { libraryCourse } from '#test/support/library-course.ts';

/** Milliseconds from asking for a page to its first heading on the screen, on a CPU slowed four times: medians. */
export type FirstScreen = {
  lessonMs: number;
  blankMs: number;
  ratio: number;
  rounds: number;
  slowdown: number;
};

const SLOWDOWN = 4;
const ORIGIN = 'http://first-screen.test';

/** Notes when the first heading has been painted. Runs in the page. */
const WATCH = `new MutationObserver((_, watch) => {
  if (!document.querySelector('h1')) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.firstScreenMs = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

async function blankPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2020',
      lib: {
        entry: join(ROOT, 'test/support/blank-react.ts'),
        formats: ['iife'],
        name: 'blank',
        fileName: 'blank',
      },
    },
  });
  const [first] = [built].flat();
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error('The blank page was not built.');
  return chunk.code;
}

/** Measures a lesson of the bundled course beside a blank React page, in turns, so that a busy machine harms both alike. */
export async function measureFirstScreen(browser: Browser, rounds = 5): Promise<FirstScreen> {
  const course = await libraryCourse('ask-what-it-did');
  const { files } = await buildPackage({ course, media: new Map(), options: ExportOptions.parse({}) });
  const pages = new Map<string, string | Uint8Array>(files);
  pages.set('blank/index.html', '<!doctype html><div id="root"></div><script src="blank.js"></script>');
  pages.set('blank/blank.js', await blankPage());
  const measure = async (path: string): Promise<number> => {
    const context = await browser.newContext();
    try {
      await context.route(`${ORIGIN}/**`, (route) => {
        const body = pages.get(new URL(route.request().url()).pathname.slice(1));
        return body === undefined
          ? route.fulfill({ status: 404 })
          : route.fulfill({ body: Buffer.from(body), contentType: typeOf(route.request().url()) });
      });
      await context.addInitScript(WATCH);
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
      await page.goto(`${ORIGIN}/${path}`);
      return Number(await (await page.waitForFunction('window.firstScreenMs')).jsonValue());
    } finally {
      await context.close();
    }
  };
  const lesson: number[] = [];
  const blank: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    lesson.push(await measure(`lessons/${course.lessons[0]?.id}/index.html`));
    blank.push(await measure('blank/index.html'));
  }
  const [lessonMs, blankMs] = [median(lesson), median(blank)];
  return { lessonMs, blankMs, ratio: lessonMs / blankMs, rounds, slowdown: SLOWDOWN };
}

const typeOf = (url: string): string => {
  const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };
  return types[url.split('.').pop() as keyof typeof types] ?? 'application/octet-stream';
};

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
