import { useState } from 'react';

/** Copies a text; where the browser forbids it (a frame without permission, plain http) in the old way, or not at all. */
export function useCopy(): { copied: boolean | undefined; copy: (text: string) => Promise<void> } {
  const [copied, setCopied] = useState<boolean>();
  return {
    copied,
    copy: async (text) => {
      setCopied(undefined);
      setCopied((await copyNew(text)) || copyOld(text));
    },
  };
}

async function copyNew(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The command works wherever a press of a button led to it, even inside frames that have no clipboard of their own. */
function copyOld(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
