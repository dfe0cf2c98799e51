import styles from './meter.module.css';

/** A bar beside a number that says the same (so it is hidden from screen readers). `share` is 0..1. */
export function Meter({ share }: { share: number }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <span className={styles.meter} aria-hidden="true">
      {percent > 0 && <span className={styles.fill} style={{ inlineSize: `${percent}%` }} />}
    </span>
  );
}
