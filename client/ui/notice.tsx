import type { ReactNode } from 'react';
import styles from './notice.module.css';

type Props = { tone: 'info' | 'good' | 'warn' | 'bad'; text: ReactNode; action?: ReactNode };

/** A sentence that matters now; problems are announced at once, the rest when there is a pause. */
export function Notice({ tone, text, action }: Props) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <p>{text}</p>
      {action}
    </div>
  );
}
