import { useEffect } from 'react';
import { usePlayer } from '#client/player/player-context.ts';

/** Whether the address asks for the self-test: `?askwell=selftest`. */
export const asksForSelfTest = (search: string): boolean =>
  new URLSearchParams(search).get('askwell') === 'selftest';

/**
 * Ctrl+Alt+Shift+T opens the self-test. The key is told by its place, because with these modifiers it may write
 * something else; AltGr, which some systems report as Ctrl+Alt, is left to whoever writes a letter with it.
 */
export function useSelfTestKeys(): void {
  const { open } = usePlayer();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const wanted = event.ctrlKey && event.altKey && event.shiftKey && event.code === 'KeyT';
      if (!wanted || event.repeat || event.getModifierState('AltGraph')) return;
      event.preventDefault();
      open('self-test');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [open]);
}
