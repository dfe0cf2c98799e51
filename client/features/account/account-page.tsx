import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '#client/ui/icons.tsx';
import styles from './account.module.css';

/** The quiet page around signing in and choosing a password. */
export function AccountPage({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <p className={styles.brand}>
        <Mark />
        {t('app.name')}
      </p>
      {children}
    </main>
  );
}
