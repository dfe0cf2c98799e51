import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '#client/api/http.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { buttonClass } from '#client/ui/button.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';

/** Any refusal of the token itself; a server fault, too many tries or a lost connection are not. */
export function isDead(error: unknown): boolean {
  return error instanceof ApiError && [400, 401, 404, 410, 422].includes(error.problem.status);
}

/** Why this link leads nowhere, and what to do about it. */
export function DeadLink({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <>
      <PageHeading title={t('welcome.deadTitle')} lead={problemText(error)} />
      <p>{t('welcome.dead')}</p>
      <p>{t('welcome.deadReady')}</p>
      <p>{t('welcome.deadAsk')}</p>
      <ToSignIn />
    </>
  );
}

export function ToSignIn() {
  const { t } = useTranslation();
  return (
    <Link className={buttonClass('primary', true)} to="/sign-in">
      {t('welcome.toSignIn')}
    </Link>
  );
}
