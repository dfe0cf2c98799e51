import type { RefObject } from 'react';
import { useEffect } from 'react';

/** Closes a native disclosure with Esc (the focus goes back to its summary) and when the focus or a press goes elsewhere. */
export function useDismiss(list: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const details = list.current;
    if (details === null) return undefined;
    const onEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !details.open) return;
      details.open = false;
      details.querySelector('summary')?.focus();
    };
    const onElsewhere = (event: Event): void => {
      if (event.target instanceof Node && !details.contains(event.target)) details.open = false;
    };
    document.addEventListener('keydown', onEscape);
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('keydown', onEscape);
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
    };
  }, [list]);
}
