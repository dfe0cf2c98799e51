import { ProgressBar } from 'react-aria-components/ProgressBar';
import styles from './progress.module.css';

type Props = {
  label: string;
  /** The same in words: "45 %, 5.4 MB of 12 MB". */
  text: string;
  /** 0..1; null while nobody knows how long it takes. */
  share: number | null;
};

/** How far something under way is. */
export function Progress({ label, text, share }: Props) {
  return (
    <ProgressBar
      className={styles.progress ?? ''}
      aria-label={label}
      value={Math.round((share ?? 0) * 100)}
      valueLabel={text}
      isIndeterminate={share === null}
    >
      <span className={styles.track}>
        <span
          className={share === null ? styles.unknown : styles.fill}
          style={share === null ? undefined : { inlineSize: `${share * 100}%` }}
        />
      </span>
      <span className={styles.text}>{text}</span>
    </ProgressBar>
  );
}
