import { useTranslation } from 'react-i18next';
import styles from './raw-data.module.css';

const SHORT = 160;

/** A value as it is, the long ones folded. Always left to right: it is code, whatever language it holds. */
export function LongText({ text }: { text: string }) {
  const { t } = useTranslation();
  if (text.length <= SHORT)
    return (
      <code className={`${styles.code} ${styles.value}`} dir="ltr">
        {text}
      </code>
    );
  return (
    <details className={styles.long}>
      <summary>
        <code className={`${styles.code} ${styles.value} ${styles.start}`} dir="ltr">
          {text.slice(0, SHORT / 2)}…
        </code>{' '}
        <span className={styles.soft}>{t('rawData.showAll', { count: text.length })}</span>
      </summary>
      <code className={`${styles.code} ${styles.value}`} dir="ltr">
        {text}
      </code>
    </details>
  );
}
