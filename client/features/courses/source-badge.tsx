import { useTranslation } from 'react-i18next';
import styles from './courses.module.css';

/** Where a package comes from. */
export function SourceBadge({ tool }: { tool: string | null }) {
  const { t } = useTranslation();
  return (
    <span className={styles.badge}>
      {tool === null ? t('courses.package') : t('courses.packageFrom', { tool })}
    </span>
  );
}
