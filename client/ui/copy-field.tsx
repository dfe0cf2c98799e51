import { useId, useRef, useState } from 'react';
import { Button } from './button.tsx';
import styles from './copy-field.module.css';

type Props = { label: string; value: string; words: { copy: string; copied: string } };

/** Something to take along. Where the clipboard is out of reach the text is selected, ready to copy by hand. */
export function CopyField({ label, value, words }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const handleCopy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      setCopied(false);
      input.current?.focus();
    }
  };
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.row}>
        <input
          ref={input}
          id={id}
          className={styles.value}
          dir="ltr"
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <Button look="primary" onPress={() => void handleCopy()}>
          <span aria-live="polite">{copied ? words.copied : words.copy}</span>
        </Button>
      </div>
    </div>
  );
}
