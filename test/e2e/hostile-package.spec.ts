import { type BrowserContext, expect, type Frame, type Page, test } from '@playwright/test';
import { multi12, type ScormPackage, sequenced2004, single12 } from '#test/support/scorm-package.ts';
import {
  contentFrame,
  type Desk,
  isOpen,
  newAgent,
  type Playing,
  play,
  press,
  publishPackage,
} from './packages.ts';
import { startProduct, welcome } from './product.ts';

// A package is somebody's code. This one tries what such code could want: it gets its own attempt, and nothing else.

type Sco = {
  api: Record<string, (...args: unknown[]) => string>;
  get: (element: unknown) => string;
  set: (element: unknown, value: unknown) => string;
};
type Win = Window & { sco: Sco; API: Sco['api'] };
type Shell = Window & { API: Sco['api'] };

const evil: ScormPackage = {
  ...multi12,
  title: 'Free gift',
  files: { 'sw.js': 'self.addEventListener("fetch", (e) => e.respondWith(new Response("mine")));' },
};

let desk: Desk;
let evilCourse: string;
let otherCourse: string;

test.beforeAll(async ({ browser }) => {
  const product = await startProduct();
  const context = await browser.newContext();
  await welcome(await context.newPage(), product.adminLink);
  desk = { product, admin: context.request };
  evilCourse = await publishPackage(desk, evil);
  otherCourse = await publishPackage(desk, single12);
});
test.afterAll(async () => desk.product.stop());

type Scene = { page: Page; playing: Playing; frame: Frame };

async function inEvil(context: BrowserContext, username: string): Promise<Scene> {
  const page = await newAgent(desk, context, username);
  const playing = await play(desk, page, evilCourse);
  await isOpen(playing, 'Greet');
  return { page, playing, frame: await contentFrame(page) };
}
const shellOf = (page: Page): Frame => {
  const frame = page.frames().find((one) => one.url().includes('/play/') && one !== page.mainFrame());
  if (!frame) throw new Error('There is no shell.');
  return frame;
};
const statusOf = async (page: Page, courseId: string): Promise<string | undefined> => {
  const today = await (await page.request.get(`${desk.product.url}/api/today`)).json();
  return today.lessons.find((lesson: { courseId: string }) => lesson.courseId === courseId)?.status;
};

test('cookies, storage and pages of the application are out of reach', async ({ context }) => {
  const { page, frame } = await inEvil(context, 'reader');
  const app = desk.product.url;
  await page.evaluate(() => localStorage.setItem('app', 'secret'));
  expect((await context.cookies(app)).length).toBeGreaterThan(0);
  const found = await frame.evaluate(async (app) => {
    const attempt = (act: () => unknown): string => {
      try {
        return String(act());
      } catch (error) {
        return error instanceof Error ? error.name : 'error';
      }
    };
    const answered = (address: string, init?: RequestInit) =>
      fetch(address, init).then(
        ({ status }) => `answered ${status}`,
        () => 'no answer',
      );
    return {
      cookies: document.cookie + window.parent.document.cookie,
      storage: attempt(() => localStorage.getItem('app')),
      app: attempt(() => window.top?.document.title),
      appStorage: attempt(() => window.top?.localStorage.length),
      // The search for a run-time ends at the shell, and the way to the app's window with it.
      climbs: window.parent.parent === window.parent,
      opener: attempt(() => window.parent.opener),
      me: await answered(`${app}/api/me`, { credentials: 'include' }),
      users: await answered(`${app}/api/users`, { credentials: 'include' }),
      session: await answered(`${app}/api/auth/get-session`, { credentials: 'include', mode: 'cors' }),
    };
  }, app);
  expect(found).toEqual({
    cookies: '',
    storage: expect.stringMatching(/^(null|SecurityError)$/),
    app: 'SecurityError',
    appStorage: 'SecurityError',
    climbs: true,
    opener: 'null',
    me: 'no answer',
    users: 'no answer',
    session: 'no answer',
  });
});

test('the top window stays where it is, whatever content or a window of its own tries', async ({
  context,
}) => {
  const { page, frame } = await inEvil(context, 'mover');
  const before = page.url();
  const popups = context.waitForEvent('page');
  await frame.evaluate(() => {
    const away = 'data:text/html,gone';
    for (const act of [
      () => window.top?.location.replace(away),
      () => window.parent.open(away, '_top'),
      () => {
        const link = Object.assign(document.createElement('a'), { href: away, target: '_top' });
        document.body.append(link);
        link.click();
      },
      () => {
        const popup = window.open('about:blank');
        const script = popup?.document.createElement('script');
        if (script) script.textContent = `try { opener.top.location = '${away}' } catch (error) {}`;
        if (script) popup?.document.body.append(script);
      },
    ]) {
      try {
        act();
      } catch {
        // Refused at once is as good as ignored.
      }
    }
  });
  await (await popups).close();
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  await expect(page.getByRole('link', { name: 'Today' })).toBeVisible();
});

test('no service worker is installed, on any path', async ({ context }) => {
  const { frame } = await inEvil(context, 'worker');
  const refused = await frame.evaluate(async () => {
    const register = (path: string, scope?: string) =>
      navigator.serviceWorker.register(path, scope ? { scope } : {}).then(
        () => 'installed',
        () => 'refused',
      );
    return [await register('sw.js'), await register('sw.js', '/'), await register('/shell/assets/sw.js')];
  });
  expect(refused).toEqual(['refused', 'refused', 'refused']);
});

test('another package’s storage, files and pages are out of reach, and it cannot be kept from opening', async ({
  context,
}) => {
  const page = await newAgent(desk, context, 'neighbour');
  const other = await play(desk, page, otherCourse);
  await isOpen(other, 'Listen first');
  const otherFile = (await contentFrame(page)).url();
  const otherShell = shellOf(page).url();
  const playing = await play(desk, page, evilCourse);
  await isOpen(playing, 'Greet');
  const evilFile = (await contentFrame(page)).url();
  expect(new URL(evilFile).origin).not.toBe(new URL(otherFile).origin);

  // In a window of their own browsers refuse them least: no storage of a frame is partitioned or blocked there.
  const top = await context.newPage();
  await top.goto(otherFile);
  await top.evaluate(() => localStorage.setItem('mine', 'secret'));
  await top.goto(evilFile);
  const found = await top.evaluate(
    async ([file = '', shell = '']) => {
      const { pathname } = new URL(file);
      const status = (address: string) =>
        fetch(address).then(
          (answer) => String(answer.status),
          () => 'no answer',
        );
      for (let n = 0; n < 150; n += 1) {
        // biome-ignore lint/suspicious/noDocumentCookie: this is what hostile content would do
        document.cookie = `bomb${n}=${'x'.repeat(3000)}; path=/; domain=content.localhost`;
      }
      return {
        storage: localStorage.getItem('mine'),
        file: await status(file),
        shell: await status(shell),
        fileHere: await status(pathname),
        shellHere: await status(new URL(shell).pathname),
      };
    },
    [otherFile, otherShell],
  );
  expect(found).toMatchObject({ storage: null, file: 'no answer', shell: 'no answer' });
  // Cookies for all packages' hosts at once would make every request too large to answer.
  expect((await top.goto(otherFile))?.status()).toBe(200);
  expect(found).toMatchObject({ fileHere: '404', shellHere: '404' });
  await isOpen(await play(desk, page, otherCourse), 'Listen first');
});

test('the run-time gives and takes elements of the standard, and nothing else', async ({ context }) => {
  const { page, playing, frame } = await inEvil(context, 'prober');
  const found = await frame.evaluate(() => {
    const { sco } = window as unknown as Win;
    const shell = window.parent as unknown as Shell;
    const names = [
      '__proto__',
      '__proto__.__proto__.toString',
      'constructor.prototype.polluted',
      'settings.lmsCommitUrl',
      'settings.xhrHeaders.Authorization',
      'currentState',
      'storeData',
      'cmi.core.reset',
      'cmi.core',
      'cmi.core._student_id',
      'cmi.student_data._mastery_score',
      'cmi.__proto__.polluted',
      'cmi.interactions.__proto__.0.id',
      `cmi.${'a.'.repeat(100_000)}b`,
    ];
    const before = shell.API;
    const tricks = [
      () => Object.assign(shell, { API: {} }),
      () => Reflect.deleteProperty(shell, 'API'),
      () => Object.defineProperty(shell, 'API', { value: {} }),
      () => Object.assign(before, { LMSCommit: () => 'mine' }),
      () => before['LMSSetValue']?.({ toString: () => '__proto__' }, 'mine'),
      () => before['LMSGetValue']?.(['cmi.core', 'reset']),
      () => Reflect.apply(before['LMSGetValue'] as never, { settings: {} }, ['settings.lmsCommitUrl']),
    ];
    for (const trick of tricks) {
      try {
        trick();
      } catch {
        // Refused is what it should be.
      }
    }
    return {
      values: names.map((name) => [sco.get(name), sco.set(name, 'mine')].join('|')),
      same: shell.API === before,
      polluted: 'polluted' in {},
      megabyte: sco.set('cmi.suspend_data', 'x'.repeat(1_000_000)),
      thousand: [...Array(1000).keys()].filter((n) => sco.set(`cmi.interactions.${n * 7}.id`, 'x') === 'true')
        .length,
      learner: sco.set('cmi.core.student_id', 'somebody else'),
      credit: sco.set('cmi.student_data.mastery_score', '0'),
    };
  });
  expect(new Set(found.values)).toEqual(new Set(['|false']));
  expect(found).toMatchObject({
    same: true,
    polluted: false,
    megabyte: 'false',
    thousand: 1,
    learner: 'false',
    credit: 'false',
  });
  // The next part of the package finds its own run-time, and works.
  await press(playing, 'Next');
  await isOpen(playing, 'Ask');
  await expect(playing.content.getByText('visits 1, incomplete')).toBeVisible();
  expect(
    await (await contentFrame(page)).evaluate(() =>
      (window as unknown as Win).sco.get('cmi.core.student_id'),
    ),
  ).not.toBe('');
});

test('activities that content of SCORM 2004 may ask about are those of its package', async ({ context }) => {
  const course = await publishPackage(desk, sequenced2004);
  const page = await newAgent(desk, context, 'asker');
  const playing = await play(desk, page, course);
  await isOpen(playing, 'Open questions');
  const found = await (await contentFrame(page)).evaluate(() => {
    const { get } = (window as unknown as Win).sco;
    return ['recap', 'nowhere', 'constructor', '__proto__', 'recap}.x', 'a.b'].map((id) =>
      get(`adl.nav.request_valid.choice.{target=${id}}`),
    );
  });
  expect(found).toEqual(['true', '', '', '', '', '']);
});

test('what one learner’s package sends never counts for another learner or course', async ({
  context,
  browser,
}) => {
  const victimContext = await browser.newContext();
  const victim = await newAgent(desk, victimContext, 'victim');
  await isOpen(await play(desk, victim, otherCourse), 'Listen first');
  const victimShell = shellOf(victim).url();
  const { page, frame } = await inEvil(context, 'forger');
  const token = new URL(victimShell).pathname.split('/')[2] ?? '';
  const answers = await frame.evaluate(async (token) => {
    const own = window.parent.location.pathname.split('/')[2] ?? '';
    const cmi = { core: { lesson_status: 'passed', score: { raw: '100', max: '100' } } };
    const post = async (path: string, body: unknown) =>
      (
        await fetch(path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).status;
    const commit = { epoch: 1, number: 900, final: true, cmi };
    return {
      stolen: await post(`/play/${token}/commit`, commit),
      stolenSession: await post(`/play/${token}/session`, {}),
      strangeSco: await post(`/play/${own}/commit`, { ...commit, sco: 'listen' }),
      noSco: await post(`/play/${own}/commit`, commit),
      strangeEnter: await post(`/play/${own}/sco`, { epoch: 1, sco: 'listen', fresh: true }),
      future: await post(`/play/${own}/commit`, { ...commit, sco: 'greet', epoch: 99 }),
      notData: await post(`/play/${own}/commit`, {
        ...commit,
        sco: 'greet',
        cmi: { __proto__: null, core: 7, evil: {} },
      }),
      huge: await post(`/play/${own}/commit`, {
        ...commit,
        sco: 'greet',
        cmi: { suspend_data: 'x'.repeat(3_000_000) },
      }),
      log: await post(`/play/${token}/log`, { epoch: 1, part: 1, skipped: 0, calls: [] }),
    };
  }, token);
  expect(
    Object.values(answers).every((status) => status >= 400 && status < 500),
    JSON.stringify(answers),
  ).toBe(true);
  expect(await statusOf(victim, otherCourse)).toBe('in-progress');
  expect(await statusOf(page, otherCourse)).toBe('not-started');
  expect(await statusOf(page, evilCourse)).toBe('in-progress');
  await victimContext.close();
});

test('ten thousand commits a second hold up nobody else', async ({ context, browser }) => {
  const { page, frame } = await inEvil(context, 'storm');
  const bystanderContext = await browser.newContext();
  const bystander = await newAgent(desk, bystanderContext, 'bystander');
  await frame.evaluate(() => {
    const { sco } = window as unknown as Win;
    const own = window.parent.location.pathname.split('/')[2] ?? '';
    let n = 0;
    // Through the run-time, as fast as it goes; and around it, as fast as the browser sends.
    setInterval(() => {
      for (let turn = 0; turn < 100; turn += 1) {
        sco.set('cmi.core.lesson_location', `p${n}`);
        sco.api['LMSCommit']?.('');
        n += 1;
      }
    }, 10);
    setInterval(() => {
      for (let turn = 0; turn < 20; turn += 1) {
        n += 1;
        const body = JSON.stringify({
          epoch: 1,
          number: n,
          final: false,
          sco: 'greet',
          cmi: { suspend_data: String(n) },
        });
        void fetch(`/play/${own}/commit`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        }).catch(() => {});
      }
    }, 10);
  });
  await page.waitForTimeout(1_000);
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const started = Date.now();
    const answer = await bystander.request.get(`${desk.product.url}/api/today`);
    times.push(Date.now() - started);
    expect(answer.status()).toBe(200);
    await bystander.waitForTimeout(100);
  }
  expect(times.sort((a, b) => a - b)[10]).toBeLessThan(1_000);
  await isOpen(await play(desk, bystander, otherCourse), 'Listen first');
  await bystanderContext.close();
  await page.close();
});
