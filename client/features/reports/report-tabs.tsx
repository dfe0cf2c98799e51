import { useTranslation } from 'react-i18next';
import { NavLink, useSearchParams } from 'react-router';
import styles from './reports.module.css';

/** The two views of one course; going from one to the other keeps the course. */
export function ReportTabs() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const course = params.get('course');
  const search = course === null ? '' : `?${new URLSearchParams({ course })}`;
  return (
    <nav className={styles.tabs} aria-label={t('reports.tabs')}>
      <NavLink to={`/reports/learners${search}`} end>
        {t('reports.tabLearners')}
      </NavLink>
      <NavLink to={`/reports/answers${search}`}>{t('reports.tabAnswers')}</NavLink>
    </nav>
  );
}
