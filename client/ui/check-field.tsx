import { useId } from 'react';
import styles from './check-field.module.css';

type Props = { label: string; hint?: string; isChecked: boolean; onChange: (isChecked: boolean) => void };

/** Yes or no, with what it means. The native element: keys and screen readers know it. */
export function CheckField({ label, hint, isChecked, onChange }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <input
        type="checkbox"
        id={id}
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
