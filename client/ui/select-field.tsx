import { useId } from 'react';
import styles from './select-field.module.css';

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly { id: T; text: string }[];
  onChange: (id: T) => void;
  hint?: string;
};

/** One of a few. The native element: every phone knows best how to show it. */
export function SelectField<T extends string>({ label, value, options, onChange, hint }: Props<T>) {
  const id = useId();
  const handleChange = (chosen: string) => {
    const option = options.find((candidate) => candidate.id === chosen);
    if (option) onChange(option.id);
  };
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <select
        id={id}
        className={styles.select}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => handleChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
