import { element } from './dom.ts';

/** Where content is shown: one frame at a time, or a page of our own. */
export type Stage = {
  /** Loads a page of the package into a new frame. */
  open: (address: string, title: string) => void;
  /** Closes the frame's page the way leaving it would, so that it can end by itself; done when it is gone. */
  leave: () => Promise<void>;
  /** Takes the frame away at once: what the page does while it goes still reaches its run-time. */
  clear: () => void;
  /** Shows a page of ours, and moves to its heading. */
  show: (page: HTMLElement) => void;
};

/** Content may ask whether to leave, and somebody may say no: then the frame is taken away. */
const LONGEST_LEAVE_MS = 2_000;

export function createStage(parent: HTMLElement): Stage {
  const frameNow = () => parent.querySelector('iframe');
  const clear = () => parent.replaceChildren();
  return {
    open(address, title) {
      const frame = element('iframe');
      frame.title = title;
      frame.allow = 'autoplay; fullscreen; clipboard-write; unload';
      frame.addEventListener('load', () => frame.contentWindow?.focus(), { once: true });
      frame.src = address;
      parent.replaceChildren(frame);
    },
    async leave() {
      const frame = frameNow();
      if (frame) await leavePage(frame);
      clear();
    },
    clear,
    show(page) {
      parent.replaceChildren(page);
      page.querySelector<HTMLElement>('h1')?.focus();
    },
  };
}

function leavePage(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_LEAVE_MS);
    frame.addEventListener(
      'load',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
    try {
      // Replaced, so that the browser's "back" does not lead into a part that was left.
      frame.contentWindow?.location.replace('about:blank');
    } catch {
      resolve();
    }
  });
}
