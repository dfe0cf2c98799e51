import { useEffect, useEffectEvent } from 'react';
import type { ShellHint } from '#server/contract/commit.ts';

export type Hint = ShellHint['askwell'];

const HINTS: readonly string[] = ['saved', 'unsaved', 'finished', 'superseded', 'expired'] satisfies Hint[];

/**
 * Hears what the shell page says. Only messages from the lesson's own window and its origin count, and only the closed
 * list of hints: what runs there is not trusted, so a hint may refresh what is shown and never carries data.
 */
export function useShellHints(
  lessonWindow: () => Window | null | undefined,
  contentOrigin: string,
  onHint: (hint: Hint) => void,
) {
  const hear = useEffectEvent((event: MessageEvent<unknown>) => {
    const ours = event.origin === contentOrigin && event.source !== null && event.source === lessonWindow();
    const hint = ours ? readHint(event.data) : null;
    if (hint !== null) onHint(hint);
  });
  useEffect(() => {
    const handleMessage = (event: MessageEvent<unknown>) => hear(event);
    window.addEventListener('message', handleMessage);
    return () => window.removeEventListener('message', handleMessage);
  }, []);
}

function readHint(data: unknown): Hint | null {
  if (typeof data !== 'object' || data === null || !('askwell' in data)) return null;
  const { askwell } = data;
  return typeof askwell === 'string' && HINTS.includes(askwell) ? (askwell as Hint) : null;
}
