import { button, element, icon } from '#client/shell/dom.ts';
import { messages } from '#client/shell/messages.ts';
import type { Way } from './route.ts';

export type Ways = {
  before: Node[];
  title: HTMLElement;
  after: Node[];
  show: (state: { next: Way; previous: Way; title: string; isNextWanted: boolean }) => void;
  showContents: (isOpen: boolean) => void;
  focusContents: () => void;
};

type Options = { onContents: () => void; onPrevious: () => void; onNext: () => void };

/** Contents, previous and next, for both ends of the bar. */
export function createWays({ onContents, onPrevious, onNext }: Options): Ways {
  const contents = button('way', [icon('contents'), label('contents.title')], onContents);
  contents.setAttribute('aria-expanded', 'false');
  contents.setAttribute('aria-controls', 'contents');
  const previous = button('way', [icon('previous'), label('previous')], onPrevious);
  const next = button('way next', [label('next'), icon('next')], onNext);
  const title = element('bdi', 'part-title');
  title.dir = 'auto';
  const set = (way: HTMLButtonElement, state: Way) => {
    way.hidden = state === 'hidden';
    // Focusable all the same: what cannot be pressed must not throw the keyboard back to the start of the page.
    way.setAttribute('aria-disabled', String(state !== 'open'));
  };
  return {
    before: [contents, previous],
    title,
    after: [next],
    show(state) {
      set(previous, state.previous);
      set(next, state.next);
      next.dataset['wanted'] = String(state.isNextWanted);
      title.textContent = state.title;
    },
    showContents: (isOpen) => contents.setAttribute('aria-expanded', String(isOpen)),
    focusContents: () => contents.focus(),
  };
}

const label = (message: 'contents.title' | 'previous' | 'next') =>
  element('span', 'label', [messages[message]]);
