import type { ElementHandle, Frame, JSHandle } from 'playwright-core';

// What a learner could use on a page. The functions below run in the page: each is whole in itself.

/** As much of the DOM as is needed here; the server knows no browser. */
type PageElement = {
  disabled?: boolean;
  tagName: string;
  type?: string;
  name?: string;
  value?: string;
  innerText?: string;
  options?: { length: number };
  getAttribute: (name: string) => string | null;
  closest: (selector: string) => PageElement | null;
  matches: (selector: string) => boolean;
  getBoundingClientRect: () => { width: number; height: number };
  click: () => void;
};
type PageWindow = {
  document: { querySelectorAll: (selector: string) => Iterable<PageElement> };
  getComputedStyle: (element: PageElement) => { visibility: string; pointerEvents: string };
};

/** All that can be used now. */
function findUsable(): PageElement[] {
  const page = globalThis as unknown as PageWindow;
  const widgets =
    'button, a[href], input, textarea, select, summary, [onclick], [role=button], [role=radio], [role=checkbox], [role=option], [role=tab], [role=link], [role=menuitem], [contenteditable=true]';
  return [...page.document.querySelectorAll(widgets)].filter((one) => {
    if (one.disabled || one.getAttribute('aria-disabled') === 'true' || one.closest('[inert]')) return false;
    // A radio button or a checkbox may be drawn by its label and have no size of its own.
    const drawn = one.matches('input[type=radio], input[type=checkbox]')
      ? (one.closest('label') ?? one)
      : one;
    const { width, height } = drawn.getBoundingClientRect();
    const { visibility, pointerEvents } = page.getComputedStyle(drawn);
    return width > 0 && height > 0 && visibility !== 'hidden' && pointerEvents !== 'none';
  });
}

const labelsOf = (found: PageElement[]): string[] =>
  found.map((one) =>
    [one.tagName, one.type, one.name, one.getAttribute('aria-label'), one.value, one.innerText]
      .filter(Boolean)
      .join(' ')
      .slice(0, 200),
  );

function kindOf(one: PageElement): 'select' | 'text' | 'toggle' | 'click' {
  if (one.matches('select')) return 'select';
  if (one.matches('input[type=radio], input[type=checkbox]')) return 'toggle';
  const texts =
    'textarea, [contenteditable=true], input:not([type]), input[type=text], input[type=number], input[type=search], input[type=email]';
  return one.matches(texts) ? 'text' : 'click';
}

const pageClick = (one: PageElement): void => one.click();
const optionCount = (one: PageElement): number => one.options?.length ?? 0;
const elementAt = (found: PageElement[], at: number): PageElement | undefined => found[at];

/** Something to use, and what it is called: its words, not its place, tell it from others. */
export type Control = { label: string; at: number; found: JSHandle<PageElement[]> };

/** Everything to use in a frame; nothing while it is on its way elsewhere. */
export async function controlsIn(frame: Frame): Promise<Control[]> {
  try {
    const found = (await frame.evaluateHandle(findUsable)) as JSHandle<PageElement[]>;
    const labels = await found.evaluate(labelsOf);
    return labels.map((label, at) => ({ label, at, found }));
  } catch {
    return [];
  }
}

const WORDS = [
  'What has this stopped you from doing?',
  'How long has it been like that?',
  'Ünïcode, "quotes" & <tags>',
  'two\nlines',
  '42',
  'a',
];
const QUICK = { timeout: 1000 };

/** Uses a control as its kind is used. One that cannot be used is left alone: the walk goes on. */
export async function operate({ found, at }: Control, random: () => number): Promise<void> {
  const [which, spare] = [random(), random()];
  try {
    const element = (await found.evaluateHandle(elementAt, at)).asElement() as ElementHandle | null;
    if (element !== null) await operateElement(element, which, spare);
  } catch {
    // It is gone, covered, or does not take what it was given.
  }
}

async function operateElement(element: ElementHandle, which: number, spare: number): Promise<void> {
  const kind = await element.evaluate(kindOf as (one: unknown) => ReturnType<typeof kindOf>);
  const click = () => element.evaluate(pageClick as (one: unknown) => void);
  if (kind === 'text') return element.fill(WORDS[Math.floor(which * WORDS.length)] ?? '', QUICK);
  if (kind === 'toggle') return click();
  if (kind === 'select') {
    const options = await element.evaluate(optionCount as (one: unknown) => number);
    await element.selectOption({ index: Math.floor(spare * options) }, QUICK);
    return;
  }
  // A control under another thing is still one that a keyboard can press.
  await element.click({ ...QUICK, noWaitAfter: true }).catch(click);
}
