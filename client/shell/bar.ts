import { button, element } from './dom.ts';
import { type Message, messages } from './messages.ts';
import type { SaveState } from './transport.ts';

export type Bar = {
  show: (state: SaveState) => void;
  /** A message of the page itself, such as why the lesson is not there yet; '' for none. */
  tell: (message: Message | '') => void;
};

type Options = {
  /** The content says itself what is saved, and has its own way out. */
  selfReporting: boolean;
  /** Nothing that happens is stored. */
  isReview: boolean;
  onClose: () => void;
  /** A package's ways around it: before, above and behind what is said about saving. */
  ways?: { before: Node[]; title: Node; after: Node[] } | undefined;
};

/** States in which somebody has to know at once, also without looking. */
const ALARMING: readonly SaveState['name'][] = ['unsaved', 'refused', 'expired', 'superseded'];

/**
 * The line at the bottom: whether the work is saved, and the way out. Under content that says both itself
 * (`selfReporting`) it comes up only when there is trouble, or when the lesson is not there.
 */
export function createBar(parent: HTMLElement, { selfReporting, isReview, onClose, ways }: Options): Bar {
  const status = element('p', 'status');
  // Routine saving is shown, not announced: it happens after every decision.
  const announcer = element('p', 'announcer');
  announcer.setAttribute('role', 'status');
  const close = button('close', [messages.close], () => {
    close.disabled = true;
    close.textContent = messages.closing;
    onClose();
  });
  const middle = element('div', 'middle', [ways?.title, status, announcer]);
  const bar = element('footer', 'bar', [...(ways?.before ?? []), middle, ...(ways?.after ?? []), close]);
  parent.append(bar);
  const mayHide = selfReporting && !isReview && !ways;
  const calm = isReview ? messages.reviewing : '';
  status.textContent = calm;
  let alarmed = false;

  return {
    show(state) {
      const text = describe(state, calm);
      const alarming = ALARMING.includes(state.name);
      bar.dataset['state'] = state.name;
      bar.hidden = mayHide && !alarming;
      status.textContent = text;
      if (alarming) announcer.textContent = text;
      else if (alarmed && state.name === 'saved') announcer.textContent = text;
      alarmed = alarming || (alarmed && state.name !== 'saved');
    },
    tell(message) {
      status.textContent = announcer.textContent = message === '' ? calm : messages[message];
      bar.hidden = mayHide && message === '';
    },
  };
}

function describe(state: SaveState, calm: string): string {
  if (state.name === 'nothing') return calm;
  if (state.name !== 'saved') return messages[state.name];
  if (calm) return calm;
  const time = new Date(state.atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return messages.saved.replace('{{time}}', time);
}
