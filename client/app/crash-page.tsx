import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import styles from './layout.module.css';

/** Shown instead of a page that threw, or whose code could not be loaded (an update while the page was open). */
export function CrashPage() {
  const { t } = useTranslation();
  return (
    <div className={styles.alone} role="alert">
      <title>{`${t('app.crashTitle')} · Askwell`}</title>
      <h1>{t('app.crashTitle')}</h1>
      <p style={{ marginBlock: 'var(--space-4)', maxInlineSize: 'var(--measure)' }}>{t('app.crashText')}</p>
      <Button look="primary" onPress={() => window.location.reload()}>
        {t('app.reload')}
      </Button>
    </div>
  );
}
