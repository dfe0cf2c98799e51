import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { buttonClass } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';

export function NoCourse() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('export.noCourseTitle')}
      text={t('export.noCourseText')}
      action={
        <Link to="/courses" className={buttonClass('primary')}>
          {t('export.toCourses')}
        </Link>
      }
    />
  );
}
