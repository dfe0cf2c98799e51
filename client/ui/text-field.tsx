import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import styles from './text-field.module.css';

type Props = Omit<TextFieldProps, 'children' | 'className' | 'style'> & {
  label: string;
  hint?: string;
  /** What is wrong with the value, in words; the field is marked invalid by it. */
  problem?: string | null;
  /** Something at the end of the box: a button. */
  end?: ReactNode;
  /** More than one: room for so many lines, and Enter starts a new one. */
  lines?: number;
};

/** A line or several to type in, with its label, hint and problem tied together. */
export function TextField({ label, hint, problem = null, end, lines = 1, ...props }: Props) {
  return (
    <AriaTextField
      {...props}
      className={styles.field ?? ''}
      isInvalid={problem !== null}
      validationBehavior="aria"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <div className={styles.box}>
        {lines > 1 ? (
          <TextArea className={styles.input ?? ''} dir="auto" rows={lines} />
        ) : (
          <Input className={styles.input ?? ''} dir="auto" />
        )}
        {end}
      </div>
      <FieldError className={styles.error ?? ''}>{problem}</FieldError>
    </AriaTextField>
  );
}
