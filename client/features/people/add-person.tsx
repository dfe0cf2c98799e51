import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#client/api/http.ts';
import { useAddPerson } from '#client/api/people.ts';
import { fieldProblem, useProblemText } from '#client/api/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import type { Role, UserWithLink } from '#server/contract/accounts.ts';
import styles from './people.module.css';
import { RoleField } from './role-field.tsx';
import { isUsername, suggestUsername } from './suggest-username.ts';

const LONGEST_NAME = 120;

type Props = { asAdmin: boolean; onClose: () => void; onAdded: (made: UserWithLink) => void };

/** A new account. The username follows the name until somebody changes it by hand. */
export function AddPerson({ asAdmin, onClose, onAdded }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const usernameProblem = useUsernameProblem();
  const add = useAddPerson();
  const [name, setName] = useState('');
  const [ownUsername, setOwnUsername] = useState<string | null>(null);
  const [role, setRole] = useState<Role>('agent');
  const [tried, setTried] = useState(false);
  const username = ownUsername ?? suggestUsername(name);
  const refused = { name: fieldProblem(add.error, 'name'), username: usernameProblem(add.error) };
  const problems = {
    name: name.trim() === '' ? t('people.nameRule') : refused.name,
    username: isUsername(username) ? refused.username : t('people.usernameRule'),
  };
  const handleName = (value: string) => {
    add.reset();
    setName(value);
  };
  const handleUsername = (value: string) => {
    add.reset();
    setOwnUsername(value);
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const ready = name.trim() !== '' && isUsername(username) && !add.isPending;
    if (ready)
      add.mutate(
        { name: name.trim(), username: username.trim().toLowerCase(), role },
        { onSuccess: onAdded },
      );
  };
  const general = add.error !== null && refused.name === null && refused.username === null;
  return (
    <Dialog title={t('people.addTitle')} onClose={onClose} isDismissable={name === ''}>
      <form className={styles.form} onSubmit={handleSubmit} noValidate>
        {general && <Notice tone="bad" text={problemText(add.error)} />}
        <TextField
          label={t('people.name')}
          value={name}
          onChange={handleName}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog must put the focus somewhere: here work starts
          autoFocus
          problem={tried ? problems.name : null}
        />
        <TextField
          label={t('people.username')}
          hint={t('people.usernameHint')}
          value={username}
          onChange={handleUsername}
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
          problem={tried ? problems.username : null}
        />
        {asAdmin && <RoleField value={role} onChange={setRole} />}
        <DialogActions>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" isPending={add.isPending}>
            {t('people.addSubmit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** A username that is taken is a problem of that field, not of the whole form. */
function useUsernameProblem(): (error: unknown) => string | null {
  const problemText = useProblemText();
  return (error) => {
    const taken = error instanceof ApiError && error.problem.id === 'username-taken';
    return taken ? problemText(error) : fieldProblem(error, 'username');
  };
}
