import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type Props = { title: string; text: string; action?: ReactNode };

/** Nothing here yet: says so, and what to do about it. */
export function EmptyState({ title, text, action }: Props) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
    </div>
  );
}
