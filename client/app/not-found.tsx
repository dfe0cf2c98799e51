import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { buttonClass } from '#client/ui/button.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return <Dead title={t('app.notFoundTitle')} text={t('app.notFoundText')} />;
}

/** A page that exists, but not for this account. */
export function NotForYou() {
  const { t } = useTranslation();
  return <Dead title={t('app.notForYouTitle')} text={t('app.notForYouText')} />;
}

function Dead({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={title} lead={text} />
      <p style={{ marginBlockStart: 'var(--space-5)' }}>
        <Link className={buttonClass('primary')} to="/">
          {t('app.toToday')}
        </Link>
      </p>
    </>
  );
}
