import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { ScormPackage } from '#test/support/scorm-package.ts';
import {
  contentFrame,
  type Desk,
  deed,
  isOpen,
  isSaved,
  lineOf,
  newAgent,
  openDesk,
  play,
  playingIn,
  press,
  publishPackage,
} from './packages.ts';

// Packages of several parts, played in the product by somebody in a real browser.

let desk: Desk;

test.beforeAll(async ({ browser }) => {
  desk = await openDesk(browser);
});
test.afterAll(async () => desk.product.stop());

const three12: ScormPackage = {
  edition: '1.2',
  title: 'A call from start to end',
  items: [
    {
      id: 'begin',
      title: 'The start',
      items: [
        { id: 'greet', title: 'Greet' },
        { id: 'ask', title: 'Ask' },
      ],
    },
    {
      id: 'finish',
      title: 'The end',
      items: [
        {
          id: 'agree',
          title: 'Agree',
          xml: '<adlcp:prerequisites type="aicc_script">greet&amp;ask</adlcp:prerequisites>',
        },
      ],
    },
  ],
};

test('a package of three parts: contents, next and previous, a locked part, resumed where it was left, rolled up', async ({
  context,
}) => {
  const course = await publishPackage(desk, three12);
  const page = await newAgent(desk, context, 'three');
  const playing = await play(desk, page, course);
  await isOpen(playing, 'Greet');
  await press(playing, 'Contents');
  await expect(lineOf(playing, 'Greet')).toHaveAttribute('aria-current', 'page');
  await expect(lineOf(playing, 'Agree')).toContainText(/Opens when you have finished: \W?Greet\W?, \W?Ask/);
  await expect(lineOf(playing, 'Agree')).toHaveAttribute('aria-disabled', 'true');
  await deed(playing, 'Complete');
  await expect(lineOf(playing, 'Greet')).toContainText('Done');
  await press(playing, 'Next');
  await isOpen(playing, 'Ask');
  await press(playing, 'Previous');
  await isOpen(playing, 'Greet');
  await expect(playing.content.getByText('visits 2, completed')).toBeVisible();
  await lineOf(playing, 'Ask').click();
  await isOpen(playing, 'Ask');
  await press(playing, 'Next');
  await expect(playing.shell.getByRole('heading', { name: 'Agree' })).toBeFocused();
  await expect(playing.shell.getByText('Finish this first:')).toBeVisible();
  await press(playing, 'Previous');
  await deed(playing, 'Pass');
  await isSaved(playing);

  await page.close();
  const again = await context.newPage();
  const resumed = await play(desk, again, course);
  await isOpen(resumed, 'Ask');
  await expect(resumed.content.getByText(/passed$/)).toBeVisible();
  await press(resumed, 'Next');
  await isOpen(resumed, 'Agree');
  await deed(resumed, 'Pass');
  await press(resumed, 'Close');
  await expect(again).toHaveURL(`${desk.product.url}/`);
  await expect(again.getByText(three12.title).first()).toBeVisible();
  const today = await (await again.request.get(`${desk.product.url}/api/today`)).json();
  expect(today.lessons.find((lesson: { courseId: string }) => lesson.courseId === course)).toMatchObject({
    status: 'passed',
    scaledScore: 0.9,
  });
});

const SAYS_ITSELF = '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>';
/** Each part tells the next whether it was passed, and is shut until the one before says so. */
const chained = (id: string, before?: string): string => {
  const told = `<imsss:primaryObjective objectiveID="passed"><imsss:mapInfo targetObjectiveID="${id}-passed" writeSatisfiedStatus="true"/></imsss:primaryObjective>`;
  if (!before) return `<imsss:objectives>${told}</imsss:objectives>${SAYS_ITSELF}`;
  return `<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions conditionCombination="any"><imsss:ruleCondition referencedObjective="before" operator="not" condition="satisfied"/><imsss:ruleCondition referencedObjective="before" operator="not" condition="objectiveStatusKnown"/></imsss:ruleConditions><imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules><imsss:objectives>${told}<imsss:objective objectiveID="before"><imsss:mapInfo targetObjectiveID="${before}-passed" readSatisfiedStatus="true"/></imsss:objective></imsss:objectives>${SAYS_ITSELF}`;
};
const inOrder: ScormPackage = {
  edition: '2004',
  title: 'One after the other',
  sequencing: '<imsss:controlMode choice="false" flow="true"/>',
  items: [
    { id: 'first', title: 'First', sequencing: chained('first') },
    { id: 'second', title: 'Second', sequencing: chained('second', 'first') },
    { id: 'third', title: 'Third', sequencing: chained('third', 'second') },
  ],
};

test('a forced order of SCORM 2004: on only when done, a closed tab goes on where it was, and an end', async ({
  context,
}) => {
  const course = await publishPackage(desk, inOrder);
  const page = await newAgent(desk, context, 'in.order');
  const playing = await play(desk, page, course);
  await isOpen(playing, 'First');
  const next = (of: typeof playing) =>
    of.shell.getByRole('contentinfo').getByRole('button', { name: 'Next' });
  await expect(next(playing)).toHaveAttribute('aria-disabled', 'true');
  await deed(playing, 'Pass');
  await expect(next(playing)).toHaveAttribute('aria-disabled', 'false');
  await press(playing, 'Next');
  await isOpen(playing, 'Second');
  await expect(next(playing)).toHaveAttribute('aria-disabled', 'true');
  await deed(playing, 'Answer');
  await isSaved(playing);

  await page.close();
  const again = await context.newPage();
  const resumed = await play(desk, again, course);
  await isOpen(resumed, 'Second');
  await expect(resumed.content.getByText(/^visits 2/)).toBeVisible();
  await expect(next(resumed)).toHaveAttribute('aria-disabled', 'true');
  await deed(resumed, 'Pass');
  // The content's own button: it asks for the next part itself, and ends.
  await deed(resumed, 'Continue');
  await isOpen(resumed, 'Third');
  await deed(resumed, 'Pass');
  await press(resumed, 'Close');
  await expect(again).toHaveURL(`${desk.product.url}/`);
  const today = await (await again.request.get(`${desk.product.url}/api/today`)).json();
  expect(today.lessons.find((lesson: { courseId: string }) => lesson.courseId === course)).toMatchObject({
    status: 'passed',
  });
});

/** A page that says nothing until it is left, as old content does. */
const silentPage = (
  event: string,
) => `<!doctype html><html lang="en"><title>Silent</title><h1>Silent</h1><script>
var api = parent.API; api.LMSInitialize('');
addEventListener('${event}', function () { api.LMSSetValue('cmi.core.lesson_status', 'completed'); api.LMSFinish(''); });
</script></html>`;
const silent: ScormPackage = {
  edition: '1.2',
  title: 'Says it at the end',
  items: [
    { id: 'unload', title: 'Silent', html: silentPage('unload') },
    { id: 'pagehide', title: 'Silent two', html: silentPage('pagehide') },
    {
      id: 'after',
      title: 'After',
      xml: '<adlcp:prerequisites type="aicc_script">unload&amp;pagehide</adlcp:prerequisites>',
    },
  ],
};

test('a part that finishes only while its page goes away is finished, whether the learner goes on or closes the tab', async ({
  context,
}) => {
  const course = await publishPackage(desk, silent);
  const page = await newAgent(desk, context, 'silent');
  const playing = await play(desk, page, course);
  await isOpen(playing, 'Silent');
  await press(playing, 'Next');
  await expect(playing.content.locator('script')).toBeAttached();
  await press(playing, 'Contents');
  await expect(lineOf(playing, 'Silent Done')).toBeVisible();
  await page.close({ runBeforeUnload: true });
  await expect
    .poll(async () => {
      const again = await context.newPage();
      const resumed = await play(desk, again, course);
      await press(resumed, 'Contents');
      const isDone = await lineOf(resumed, 'Silent two Done').isVisible();
      await again.close();
      return isDone;
    })
    .toBe(true);
});

/** Content that knows both editions and asks for the other one first, up to the top of all windows. */
const bothPage = `<!doctype html><html lang="en"><title>Both</title><h1>Both</h1><p id="state"></p><script>
function near(win, name) { var n = 0; while (win[name] == null && win.parent != null && win.parent != win && n++ < 500) win = win.parent; return win[name]; }
var state = document.getElementById('state');
try {
  var modern = near(window, 'API_1484_11'); var old = near(window, 'API');
  state.textContent = 'modern ' + (modern ? 'found' : 'none') + ', old ' + (old ? old.LMSInitialize('') : 'none');
} catch (error) { state.textContent = String(error); }
</script></html>`;

test('content that looks for the other edition first ends its search here, and finds its own', async ({
  context,
}) => {
  const course = await publishPackage(desk, {
    edition: '1.2',
    title: 'Both editions',
    items: [{ id: 'both', title: 'Both', html: bothPage }],
  });
  const playing = await play(desk, await newAgent(desk, context, 'both'), course);
  await expect(playing.content.getByText('modern none, old true')).toBeVisible();
});

const popupPage = `<!doctype html><html lang="en"><title>Opener</title><h1>Opener</h1><button onclick="window.open('window.html')">Start</button></html>`;
const windowPage = `<!doctype html><html lang="en" data-edition="1.2"><title>Window</title><script src="sco.js"></script><h1>Window</h1><p id="state"></p></html>`;

test('content in a window of its own finds its run-time through its opener', async ({ context }) => {
  const course = await publishPackage(desk, {
    edition: '1.2',
    title: 'In its own window',
    items: [{ id: 'opener', title: 'Opener', html: popupPage }],
    files: { 'window.html': windowPage },
  });
  const playing = await play(desk, await newAgent(desk, context, 'popup'), course);
  const opens = context.waitForEvent('page');
  await playing.content.getByRole('button', { name: 'Start' }).click();
  const popup = await opens;
  await expect(popup.getByText('visits 1, incomplete')).toBeVisible();
  await popup.getByRole('button', { name: 'Pass' }).click();
  await expect(popup.getByText('visits 1, passed')).toBeVisible();
  await isSaved(playing);
  await popup.close();
});

test('the page itself in a window that the app opened: API found, closed by its own button, the app told', async ({
  context,
}) => {
  const course = await publishPackage(desk, three12, { window: 'popup' });
  const page = await newAgent(desk, context, 'own.window');
  await page.goto(`${desk.product.url}/play/${course}/package`);
  const opens = context.waitForEvent('page');
  await page.getByRole('button', { name: /open/i }).first().click();
  const popup = await opens;
  const content = popup.frameLocator('#stage iframe');
  await expect(content.getByText(/^visits 1/)).toBeVisible();
  // Whoever gets hold of the app's window could send it to another address.
  expect(await popup.evaluate(() => window.opener)).toBeNull();
  await content.getByRole('button', { name: 'Pass' }).click();
  const closes = popup.waitForEvent('close');
  await popup.getByRole('contentinfo').getByRole('button', { name: 'Close' }).click();
  await closes;
  await expect(page).toHaveURL(`${desk.product.url}/`);
});

test('a server that stalls for five seconds never freezes content, and the bar tells the truth', async ({
  context,
}) => {
  const course = await publishPackage(desk, three12);
  const page = await newAgent(desk, context, 'stalled');
  const playing = await play(desk, page, course);
  await isOpen(playing, 'Greet');
  await isSaved(playing);
  let stalls = true;
  await context.route('**/play/*/commit', async (route) => {
    while (stalls) await new Promise((done) => setTimeout(done, 100));
    await route.continue().catch(() => {});
  });
  const frame = await contentFrame(page);
  const slowest = await frame.evaluate(async () => {
    const { sco } = window as unknown as { sco: { set: (e: string, v: string) => void; commit: () => void } };
    let worst = 0;
    for (let n = 0; n < 100; n += 1) {
      const start = performance.now();
      sco.set('cmi.core.lesson_location', `p${n}`);
      sco.commit();
      worst = Math.max(worst, performance.now() - start);
      await new Promise((done) => setTimeout(done, 10));
    }
    return worst;
  });
  expect(slowest).toBeLessThan(500);
  await expect(playing.shell.getByText('Not saved yet: no connection. Trying again.').first()).toBeVisible();
  // The end does not wait for a server that is known not to answer, and the next part opens once all is stored.
  const started = Date.now();
  await deed(playing, 'End');
  expect(Date.now() - started).toBeLessThan(2_000);
  await press(playing, 'Next');
  await expect(playing.shell.getByRole('heading', { name: 'Waiting for the connection' })).toBeVisible();
  stalls = false;
  await isOpen(playing, 'Ask');
  await press(playing, 'Previous');
  await expect
    .poll(async () =>
      (await contentFrame(page)).evaluate(() =>
        (window as unknown as { sco: { get: (e: string) => string } }).sco.get('cmi.core.lesson_location'),
      ),
    )
    .toBe('p99');
});

test('a last word of more than a beacon can carry is not lost when the tab is closed', async ({
  context,
}) => {
  const course = await publishPackage(desk, three12);
  const page = await newAgent(desk, context, 'large');
  const playing = await play(desk, page, course);
  await isOpen(playing, 'Greet');
  await isSaved(playing);
  const frame = await contentFrame(page);
  await frame.evaluate(() => {
    const { sco } = window as unknown as { sco: { set: (e: string, v: string) => void } };
    for (let n = 0; n < 60; n += 1) {
      sco.set(`cmi.interactions.${n}.id`, `answer-${n}`);
      sco.set(`cmi.interactions.${n}.type`, 'fill-in');
      sco.set(`cmi.interactions.${n}.student_response`, 'x'.repeat(250));
    }
    sco.set('cmi.suspend_data', 'y'.repeat(63_000));
    sco.set('cmi.core.lesson_location', 'the last page');
  });
  await page.close({ runBeforeUnload: true });
  const again = await context.newPage();
  const resumed = await play(desk, again, course);
  await isOpen(resumed, 'Greet');
  const kept = await (await contentFrame(again)).evaluate(() => {
    const { sco } = window as unknown as { sco: { get: (e: string) => string; log: unknown } };
    return [sco.get('cmi.core.lesson_location'), sco.get('cmi.interactions._count')];
  });
  expect(kept).toEqual(['the last page', '60']);
});

test('contents and ways by keyboard alone, on a phone and beside the content, and for everybody', async ({
  context,
}) => {
  const course = await publishPackage(desk, three12);
  const page = await newAgent(desk, context, 'keys');
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const playing = await play(desk, page, course);
    await isOpen(playing, 'Greet');
    const contents = playing.shell.getByRole('contentinfo').getByRole('button', { name: 'Contents' });
    await contents.focus();
    await page.keyboard.press('Enter');
    await expect(lineOf(playing, 'Greet')).toBeFocused();
    await expect(contents).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(lineOf(playing, 'Ask')).toBeFocused();
    await page.keyboard.press('End');
    await expect(lineOf(playing, 'Agree')).toBeFocused();
    await page.keyboard.press('Enter');
    await isOpen(playing, 'Greet');
    await expect(lineOf(playing, 'Agree')).toBeVisible();
    // The content is the package's own; around it, everything is ours.
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .exclude(['iframe', '#stage'])
      .analyze();
    expect(violations).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(lineOf(playing, 'Greet')).toBeHidden();
    await expect(contents).toBeFocused();
    const bar = playing.shell.getByRole('contentinfo');
    await bar.getByRole('button', { name: 'Next' }).press('Enter');
    await isOpen(playing, 'Ask');
    await bar.getByRole('button', { name: 'Previous' }).press('Enter');
    await isOpen(playing, 'Greet');
  }
});

test('looking back stores nothing, and says so', async ({ context }) => {
  const course = await publishPackage(desk, {
    edition: '1.2',
    title: 'Two parts',
    items: [
      { id: 'one', title: 'One' },
      { id: 'two', title: 'Two' },
    ],
  });
  const page = await newAgent(desk, context, 'back');
  const playing = await play(desk, page, course);
  await isOpen(playing, 'One');
  await deed(playing, 'Pass');
  await press(playing, 'Next');
  await isOpen(playing, 'Two');
  await deed(playing, 'Pass');
  await press(playing, 'Close');
  await expect(page).toHaveURL(`${desk.product.url}/`);
  const lesson = async () => {
    const today = await (await page.request.get(`${desk.product.url}/api/today`)).json();
    return today.lessons.find((lesson: { courseId: string }) => lesson.courseId === course);
  };
  const before = await lesson();
  expect(before).toMatchObject({ status: 'passed', scaledScore: 0.9 });
  await page.goto(`${desk.product.url}/play/${course}/package?review=1`);
  const looking = playingIn(page);
  await isOpen(looking, 'Two');
  await expect(
    looking.shell.getByText('You are looking back: nothing you do here is stored.').first(),
  ).toBeVisible();
  await deed(looking, 'Fail');
  await press(looking, 'Previous');
  await isOpen(looking, 'One');
  await deed(looking, 'Fail');
  await press(looking, 'Next');
  await expect(looking.content.getByText(/passed$/)).toBeVisible();
  expect(await lesson()).toMatchObject({ status: 'passed', scaledScore: 0.9 });
});

test('a page on another host is never framed: the learner sees where the link leads', async ({ context }) => {
  const course = await publishPackage(desk, {
    ...three12,
    manifest: (xml) => xml.replace('href="ask.html"', 'href="https://example.org/ask?x=1"'),
  });
  const page = await newAgent(desk, context, 'elsewhere');
  const playing = await play(desk, page, course);
  await isOpen(playing, 'Greet');
  await press(playing, 'Next');
  const link = playing.shell.getByRole('link', { name: 'Open example.org' });
  await expect(link).toHaveAttribute('href', 'https://example.org/ask?x=1');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(playing.shell.locator('#stage iframe')).toHaveCount(0);
});

test('what content calls reaches the call log, with what it heard', async ({ context }) => {
  const course = await publishPackage(desk, three12);
  const page = await newAgent(desk, context, 'logged');
  const logged = page.waitForRequest(/\/play\/[^/]+\/log$/);
  const playing = await play(desk, page, course);
  await isOpen(playing, 'Greet');
  await (await contentFrame(page)).evaluate(() => {
    (window as unknown as { sco: { set: (e: string, v: string) => void } }).sco.set(
      'cmi.core.lesson_status',
      'bogus',
    );
  });
  await deed(playing, 'End');
  const request = await logged;
  expect((await request.response())?.ok()).toBe(true);
  const { calls } = request.postDataJSON();
  expect(calls[0]).toMatchObject({ sco: 'greet', name: 'LMSInitialize', result: 'true', error: '0' });
  expect(calls).toContainEqual(
    expect.objectContaining({
      name: 'LMSSetValue',
      args: ['cmi.core.lesson_status', 'bogus'],
      result: 'false',
      error: '405',
    }),
  );
});

test('forty parts beside the content: the list scrolls in its own place, and the bar stays where it is', async ({
  context,
}) => {
  const items = Array.from({ length: 40 }, (_, at) => ({ id: `part-${at}`, title: `Part ${at + 1}` }));
  const course = await publishPackage(desk, { edition: '1.2', title: 'A long course', items });
  const page = await newAgent(desk, context, 'forty');
  await page.setViewportSize({ width: 1280, height: 600 });
  const playing = await play(desk, page, course);
  await isOpen(playing, 'Part 1');
  await press(playing, 'Contents');
  await lineOf(playing, 'Part 40').click();
  await isOpen(playing, 'Part 40');
  await lineOf(playing, 'Part 12').click();
  await isOpen(playing, 'Part 12');
  const isWhole = (html: HTMLElement) => html.scrollHeight <= html.clientHeight;
  expect(await playing.shell.locator('html').evaluate(isWhole)).toBe(true);
});
