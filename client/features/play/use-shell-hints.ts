import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { ShellHint } from '#server/contract/commit.ts';

export type Hint = ShellHint['askwell'];

const HINTS: readonly string[] = ['saved', 'unsaved', 'finished', 'superseded', 'expired'] satisfies Hint[];

/**
 * Hears what the shell page says. Only messages from our own frame's window and its origin count, and only the closed
 * list of hints: what runs in the frame is not trusted, so a hint may refresh what is shown and never carries data.
 */
export function useShellHints(
  frame: RefObject<HTMLIFrameElement | null>,
  contentOrigin: string | undefined,
  onHint: (hint: Hint) => void,
) {
  const hear = useEffectEvent(onHint);
  useEffect(() => {
    if (contentOrigin === undefined) return;
    const handleMessage = (event: MessageEvent<unknown>) => {
      const ours =
        event.origin === contentOrigin &&
        event.source !== null &&
        event.source === frame.current?.contentWindow;
      const hint = ours ? readHint(event.data) : null;
      if (hint !== null) hear(hint);
    };
    window.addEventListener('message', handleMessage);
    return () => window.removeEventListener('message', handleMessage);
  }, [frame, contentOrigin]);
}

function readHint(data: unknown): Hint | null {
  if (typeof data !== 'object' || data === null || !('askwell' in data)) return null;
  const { askwell } = data;
  return typeof askwell === 'string' && HINTS.includes(askwell) ? (askwell as Hint) : null;
}
