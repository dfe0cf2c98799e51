import styles from './spinner.module.css';

/** Waiting. Invisible for the first third of a second, so that a quick answer does not flicker. */
export function Spinner({ label }: { label: string }) {
  return (
    <output className={styles.spinner}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle
          cx="12"
          cy="12"
          r="9"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeDasharray="40 17"
          strokeLinecap="round"
        />
      </svg>
      <span>{label}</span>
    </output>
  );
}
