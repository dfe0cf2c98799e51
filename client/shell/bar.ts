import messages from '#client/messages/en/shell.json';
import type { SaveState } from './transport.ts';

export type Bar = {
  show: (state: SaveState) => void;
  /** A message of the page itself, such as why the lesson is not there yet; '' for none. */
  tell: (message: keyof typeof messages | '') => void;
};

/** States in which somebody has to know at once, also without looking. */
const ALARMING: readonly SaveState['name'][] = ['unsaved', 'refused', 'expired', 'superseded'];

/**
 * The line at the bottom: whether the work is saved, and the way out. Under content that says both itself
 * (`selfReporting`) it comes up only when there is trouble, or when the lesson is not there.
 */
export function createBar(parent: HTMLElement, selfReporting: boolean, onClose: () => void): Bar {
  const status = element('p', 'status');
  // Routine saving is shown, not announced: it happens after every decision.
  const announcer = element('p', 'announcer');
  announcer.setAttribute('role', 'status');
  const close = element('button', 'close');
  close.type = 'button';
  close.textContent = messages.close;
  close.addEventListener('click', () => {
    close.disabled = true;
    close.textContent = messages.closing;
    onClose();
  });
  const bar = element('footer', 'bar');
  bar.append(status, announcer, close);
  parent.append(bar);
  let alarmed = false;

  return {
    show(state) {
      const text = describe(state);
      const alarming = ALARMING.includes(state.name);
      bar.dataset['state'] = state.name;
      bar.hidden = selfReporting && !alarming;
      status.textContent = text;
      if (alarming) announcer.textContent = text;
      else if (alarmed && state.name === 'saved') announcer.textContent = text;
      alarmed = alarming || (alarmed && state.name !== 'saved');
    },
    tell(message) {
      status.textContent = announcer.textContent = message && messages[message];
      bar.hidden = selfReporting && message === '';
    },
  };
}

function describe(state: SaveState): string {
  if (state.name === 'nothing') return '';
  if (state.name !== 'saved') return messages[state.name];
  const time = new Date(state.atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return messages.saved.replace('{{time}}', time);
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
