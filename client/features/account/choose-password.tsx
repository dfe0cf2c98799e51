import { type FormEvent, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { fieldProblem, useProblemText } from '#client/api/problem-text.ts';
import { useRedeemLink } from '#client/api/session.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { PasswordField } from '#client/ui/password-field.tsx';
import type { LinkInfo, Session } from '#server/contract/accounts.ts';
import styles from './account.module.css';
import { DeadLink, isDead } from './dead-link.tsx';

const SHORTEST = 10;
const LONGEST = 200;

type Props = { token: string; info: LinkInfo; onRedeemed: (session: Session) => void };

export function ChoosePassword({ token, info, onRedeemed }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const redeem = useRedeemLink();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const rule = usePasswordProblem(password);
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (rule === null && !redeem.isPending) redeem.mutate({ token, password }, { onSuccess: onRedeemed });
  };
  const refused = fieldProblem(redeem.error, 'password');
  if (redeem.error && refused === null && isDead(redeem.error)) return <DeadLink error={redeem.error} />;
  return (
    <>
      <PageHeading title={t('welcome.hello', { name: info.name })} lead={t('welcome.lead')} />
      <p className={styles.note}>
        <Trans
          t={t}
          i18nKey="welcome.username"
          values={{ username: info.username }}
          components={[<span key="username" className={styles.username} />]}
        />
      </p>
      <form className={styles.form} onSubmit={handleSubmit} noValidate>
        {redeem.error && refused === null && <Notice tone="bad" text={problemText(redeem.error)} />}
        {/* Lets a password manager store the two together. */}
        <input type="hidden" name="username" autoComplete="username" value={info.username} readOnly />
        <PasswordField
          label={t('welcome.password')}
          hint={t('welcome.rule')}
          name="new-password"
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          problem={tried ? (rule ?? refused) : null}
          words={{ show: t('common.show'), hide: t('common.hide') }}
        />
        <Button type="submit" look="primary" big isPending={redeem.isPending}>
          {t('welcome.submit')}
        </Button>
      </form>
    </>
  );
}

/** The rule of the server contract (10 to 200 characters), said before sending. */
function usePasswordProblem(password: string): string | null {
  const { t } = useTranslation();
  if (password.length < SHORTEST) return t('welcome.tooShort', { count: SHORTEST - password.length });
  if (password.length > LONGEST) return t('welcome.tooLong');
  return null;
}
