import { useEffect } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import css from './line-list.module.css';

type Line = { id: string; text: string };

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Prepared lines; one press says one. The number keys say them too, as long as no field has the focus. */
export function LineList({ lines, onSay }: { lines: readonly Line[]; onSay: (id: string) => void }) {
  const { aside } = usePlayer();
  const covered = aside !== undefined;
  useEffect(() => {
    if (covered) return undefined;
    const sayByNumber = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || inField(event.target)) return;
      const line = lines[Number(event.key) - 1];
      if (line !== undefined) onSay(line.id);
    };
    document.addEventListener('keydown', sayByNumber);
    return () => document.removeEventListener('keydown', sayByNumber);
  }, [lines, onSay, covered]);
  return (
    <ol className={css['lines']}>
      {lines.map((line, at) => (
        <li key={line.id}>
          <button type="button" onClick={() => onSay(line.id)}>
            <span className={css['key']} aria-hidden="true">
              {at + 1}
            </span>
            <span>{line.text}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
