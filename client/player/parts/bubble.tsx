import type { ReactNode } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import css from './bubble.module.css';

/** One line of a conversation outside of a dialogue. */
export function Bubble({ who, children }: { who: 'customer' | 'agent'; children: ReactNode }) {
  const { t } = usePlayer();
  return (
    <p className={css['bubble']} data-who={who}>
      <span className="visually-hidden">{t(`who.${who}`)} </span>
      {children}
    </p>
  );
}
