import { useState } from 'react';
import type { TextFieldProps } from 'react-aria-components/TextField';
import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

type Props = Pick<TextFieldProps, 'value' | 'onChange' | 'name' | 'autoComplete' | 'autoFocus'> & {
  label: string;
  words: { show: string; hide: string };
  hint?: string;
  problem?: string | null;
};

/** A password with a way to see what one typed. */
export function PasswordField({ words, ...props }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck="false"
      end={
        <Button look="quiet" onPress={() => setShown(!shown)}>
          {shown ? words.hide : words.show}
        </Button>
      }
    />
  );
}
