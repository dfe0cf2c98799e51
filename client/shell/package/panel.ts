import { button, element, foreign, icon } from '#client/shell/dom.ts';
import { messages } from '#client/shell/messages.ts';
import { hostOf } from './addresses.ts';
import type { Line } from './route.ts';

export type Panel = {
  isOpen: () => boolean;
  open: () => void;
  close: () => void;
  /** Takes over how things stand now. */
  refresh: () => void;
};

type Options = {
  lines: () => Line[];
  current: () => string | null;
  /** Whole addresses of pages elsewhere, by item. */
  addressOf: (id: string) => string;
  onChoose: (id: string) => void;
  onToggle: (isOpen: boolean) => void;
};

/** Beside the content where there is room for both, above it where there is not. */
const WIDE = '(min-width: 56rem)';

/** The table of contents: a panel beside the content, on a phone a dialog above it. */
export function createPanel(parent: HTMLElement, options: Options): Panel {
  const list = element('div', 'lines');
  const summary = element('p', 'summary');
  const heading = element('h2', '', [messages['contents.title']]);
  heading.id = 'contents-title';
  const dialog = element('dialog', 'contents', [
    element('header', '', [
      element('div', '', [heading, summary]),
      button('icon-button', [icon('close'), hidden(messages['contents.close'])], () => dialog.close()),
    ]),
    list,
  ]);
  dialog.id = 'contents';
  dialog.setAttribute('aria-labelledby', heading.id);
  parent.prepend(dialog);
  const wide = window.matchMedia(WIDE);

  const choose = (id: string) => {
    // Beside the content it may stay; above it, it would be in the way.
    if (!wide.matches) dialog.close();
    options.onChoose(id);
  };
  const refresh = () => {
    if (!dialog.open) return;
    const lines = options.lines();
    const items = lines.filter(({ kind }) => kind !== 'folder');
    const done = items.filter(({ standing }) => standing === 'done').length;
    summary.textContent = messages['contents.done']
      .replace('{{done}}', String(done))
      .replace('{{all}}', String(items.length));
    const focused = dialog.querySelector<HTMLElement>('[data-id]:focus')?.dataset['id'];
    const tree = nested(lines, (line) => row(line, options, choose));
    list.replaceChildren(tree ?? element('p', 'empty', [messages['contents.none']]));
    if (focused !== undefined) focusOn(list, focused);
  };
  const open = () => {
    if (dialog.open) return;
    if (wide.matches) dialog.show();
    else dialog.showModal();
    refresh();
    focusOn(list, options.current() ?? '');
    list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    options.onToggle(true);
  };
  dialog.addEventListener('close', () => options.onToggle(false));
  // A dialog that does not block the page does not close on Escape by itself.
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dialog.close();
    else moveBetween(list, event);
  });
  wide.addEventListener('change', () => {
    if (!dialog.open) return;
    dialog.close();
    open();
  });
  return { isOpen: () => dialog.open, open, close: () => dialog.close(), refresh };
}

const hidden = (text: string): HTMLElement => element('span', 'hidden-text', [text]);

/** Flat lines with their depths as lists within lists. */
function nested(lines: readonly Line[], rowOf: (line: Line) => HTMLElement): HTMLElement | undefined {
  const [first] = lines;
  if (!first) return undefined;
  const list = element('ul');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    const end = lines.findIndex((other, index) => index > at && other.depth <= line.depth);
    const inner = nested(lines.slice(at + 1, end === -1 ? undefined : end), rowOf);
    list.append(element('li', '', [rowOf(line), inner]));
    at = end === -1 ? lines.length : end;
  }
  return list;
}

function row(line: Line, options: Options, choose: (id: string) => void): HTMLElement {
  const title = foreign(line.title, 'line-title');
  if (line.kind === 'folder') {
    return element('p', 'folder', [title]);
  }
  const state = element('span', 'line-state', [wordsFor(line, options.addressOf(line.id))]);
  const mark = icon(line.lock ? 'locked' : line.standing);
  const made = button('line', [mark, element('span', 'line-text', [title, state])], () => choose(line.id));
  made.dataset['id'] = line.id;
  made.dataset['standing'] = line.lock ? 'locked' : line.standing;
  if (line.lock) made.setAttribute('aria-disabled', 'true');
  if (line.id === options.current()) made.setAttribute('aria-current', 'page');
  return made;
}

/** Titles may run the other way than the sentence around them. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

function wordsFor({ lock, standing, kind }: Line, address: string): string {
  if (lock) {
    return lock.finishFirst.length > 0
      ? messages['lock.after'].replace('{{titles}}', () => lock.finishFirst.map(isolated).join(', '))
      : messages['lock.yet'];
  }
  const host = kind === 'elsewhere' && standing === 'new' ? hostOf(address) : null;
  return host === null
    ? messages[`standing.${standing}`]
    : messages['kind.elsewhere'].replace('{{host}}', () => host);
}

function focusOn(list: HTMLElement, id: string): void {
  const lines = [...list.querySelectorAll<HTMLElement>('[data-id]')];
  (lines.find((line) => line.dataset['id'] === id) ?? lines[0])?.focus();
}

/** Arrow keys, Home and End go from line to line, as well as Tab. */
function moveBetween(list: HTMLElement, event: KeyboardEvent): void {
  const lines = [...list.querySelectorAll<HTMLElement>('[data-id]')];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (at === -1 || goal === undefined) return;
  event.preventDefault();
  lines[Math.min(lines.length - 1, Math.max(0, goal))]?.focus();
}
