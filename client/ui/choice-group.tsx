import { type ReactNode, useId } from 'react';
import styles from './choice-group.module.css';

type Option<T extends string> = { id: T; text: ReactNode; hint?: string };
type Props<T extends string> = {
  legend: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (id: T) => void;
  /** `chips`: short names side by side. */
  look?: 'list' | 'chips';
};

/** One of a few, all of them visible with what they mean. Native radio buttons: arrow keys and screen readers know them. */
export function ChoiceGroup<T extends string>({ legend, value, options, onChange, look = 'list' }: Props<T>) {
  const id = useId();
  return (
    <fieldset className={`${styles.group} ${styles[look]}`}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map((option) => (
        <div key={option.id} className={styles.option}>
          <input
            type="radio"
            id={`${id}-${option.id}`}
            name={id}
            value={option.id}
            checked={option.id === value}
            onChange={() => onChange(option.id)}
            aria-describedby={option.hint === undefined ? undefined : `${id}-${option.id}-hint`}
          />
          <label htmlFor={`${id}-${option.id}`}>{option.text}</label>
          {option.hint !== undefined && (
            <p id={`${id}-${option.id}-hint`} className={styles.hint}>
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
