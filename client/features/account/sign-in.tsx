import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#client/api/http.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { useSignIn } from '#client/api/session.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { PasswordField } from '#client/ui/password-field.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import styles from './account.module.css';
import { AccountPage } from './account-page.tsx';

/** Signing in. Where one goes afterwards is decided by the page around it, which sees the session change. */
export function SignIn() {
  const { t } = useTranslation();
  const problem = useSignInProblem();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (signIn.isPending) return;
    const empty = username.trim() === '' || password === '';
    setMissing(empty);
    if (empty) signIn.reset();
    else signIn.mutate({ username: username.trim(), password });
  };
  const message = missing ? t('signIn.missing') : problem(signIn.error);
  return (
    <AccountPage>
      <PageHeading title={t('signIn.title')} lead={t('signIn.lead')} />
      <form className={styles.form} onSubmit={handleSubmit} noValidate>
        {message !== null && <Notice tone="bad" text={message} />}
        <TextField
          label={t('signIn.username')}
          name="username"
          value={username}
          onChange={setUsername}
          autoComplete="username"
          autoCorrect="off"
          spellCheck="false"
        />
        <PasswordField
          label={t('signIn.password')}
          name="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          words={{ show: t('common.show'), hide: t('common.hide') }}
        />
        <Button type="submit" look="primary" big isPending={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </form>
      <p className={styles.note}>{t('signIn.forgot')}</p>
    </AccountPage>
  );
}

/** At this door 401 means a wrong password, not a lost session; everything else reads as everywhere. */
function useSignInProblem(): (error: unknown) => string | null {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (error) => {
    if (error === null) return null;
    if (error instanceof ApiError && (error.problem.status === 401 || error.problem.status === 400))
      return t('signIn.wrong');
    return problemText(error);
  };
}
