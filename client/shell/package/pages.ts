import { button, element, foreign } from '#client/shell/dom.ts';
import { messages } from '#client/shell/messages.ts';
import { hostOf } from './addresses.ts';

type Action = { text: string; onPress: () => void };

/** A page of ours where content would be: what is the matter, in a sentence, and the way on. */
function page(heading: Node | string, parts: Node[], actions: Action[]): HTMLElement {
  const h1 = element('h1', '', [heading]);
  h1.tabIndex = -1;
  const made = actions.map(({ text, onPress }, at) =>
    button(at === 0 ? 'action primary' : 'action', [text], onPress),
  );
  const row = made.length > 0 ? element('div', 'actions', made) : null;
  return element('section', 'page', [element('div', 'page-text', [h1, ...parts, row])]);
}

const line = (text: string) => element('p', '', [text]);

export type Pages = {
  locked: (title: string, finishFirst: string[]) => HTMLElement;
  choose: (denied: boolean, back?: string) => HTMLElement;
  /** Nothing is open, and nothing can be chosen. */
  stuck: () => HTMLElement;
  end: () => HTMLElement;
  waiting: () => HTMLElement;
  refused: () => HTMLElement;
  superseded: () => HTMLElement;
  elsewhere: (title: string, address: string) => HTMLElement;
};

/** @param contents opens the table of contents; undefined in a package of one part, which has none */
export function createPages(
  contents: (() => void) | undefined,
  goBack: () => void,
  close: () => void,
): Pages {
  const toContents = contents ? [{ text: messages['page.contents'], onPress: contents }] : [];
  const toClose = { text: messages.close, onPress: close };
  return {
    locked(title, finishFirst) {
      const names = element(
        'ul',
        'names',
        finishFirst.map((name) => element('li', '', [foreign(name)])),
      );
      const parts =
        finishFirst.length > 0
          ? [line(messages['page.lockedAfter']), names]
          : [line(messages['page.locked'])];
      return page(foreign(title), parts, toContents);
    },
    choose: (denied, back) =>
      page(
        messages[denied ? 'page.denied' : 'page.choose'],
        [line(messages[denied ? 'page.deniedHint' : 'page.chooseHint'])],
        [
          ...(back === undefined
            ? []
            : [{ text: withWord(messages['page.back'], 'title', back), onPress: goBack }]),
          ...toContents,
          toClose,
        ],
      ),
    stuck: () => page(messages['page.stuck'], [line(messages['page.stuckHint'])], [toClose]),
    end: () =>
      page(
        messages['page.end'],
        [line(messages[contents ? 'page.endHint' : 'page.endOnlyHint'])],
        [toClose, ...toContents],
      ),
    waiting: () => page(messages['page.waiting'], [line(messages['page.waitingHint'])], []),
    refused: () => page(messages['page.refused'], [line(messages['page.refusedHint'])], [toClose]),
    superseded: () => page(messages['page.superseded'], [line(messages['page.supersededHint'])], [toClose]),
    elsewhere(title, address) {
      const host = hostOf(address);
      if (host === null)
        return page(
          foreign(title),
          [line(withWord(messages['page.elsewhereOdd'], 'address', address))],
          toContents,
        );
      const link = element('a', 'action primary', [withWord(messages['page.open'], 'host', host)]);
      link.href = address;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      return page(
        foreign(title),
        [line(withWord(messages['page.elsewhereHint'], 'host', host)), element('div', 'actions', [link])],
        [],
      );
    },
  };
}

/** The last page of all. */
export const closedPage = (): HTMLElement => page(messages['page.closed'], [], []);

const withWord = (message: string, name: string, word: string): string =>
  message.replace(`{{${name}}}`, () => word);
