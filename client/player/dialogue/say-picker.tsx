import { useEffect } from 'react';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import type { Choice } from '#courses/format/dialogue.ts';
import css from './say-picker.module.css';

type Props = { choices: Choice[]; focus: boolean };

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

/** What the agent can say now. The number keys say it too. */
export function SayPicker({ choices, focus }: Props) {
  const { session, aside, t } = usePlayer();
  const covered = aside !== undefined;
  useEffect(() => {
    if (covered) return undefined;
    const sayByNumber = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || inField(event.target)) return;
      const choice = choices[Number(event.key) - 1];
      if (choice !== undefined) session.send({ type: 'say', choice: choice.id });
    };
    document.addEventListener('keydown', sayByNumber);
    return () => document.removeEventListener('keydown', sayByNumber);
  }, [choices, session, covered]);
  return (
    <section className={css['picker']}>
      <FocusHeading focus={focus}>{t('say.ask')}</FocusHeading>
      <ol>
        {choices.map((choice, at) => (
          <li key={choice.id}>
            <button type="button" onClick={() => session.send({ type: 'say', choice: choice.id })}>
              <span className={css['key']} aria-hidden="true">
                {at + 1}
              </span>
              <span>{choice.text}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
