import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { CopyField } from '#client/ui/copy-field.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { formatWhen } from '#client/ui/format.ts';
import type { UserWithLink } from '#server/contract/accounts.ts';
import styles from './people.module.css';

/** The one moment a one-time link can be read. A press beside the dialog must not lose it. */
export function LinkDialog({ made: { user, link }, onClose }: { made: UserWithLink; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('people.linkTitle', { name: user.name })} onClose={onClose} isDismissable={false}>
      <p>{t('people.linkOnce', { name: user.name })}</p>
      <CopyField
        label={t('people.linkLabel')}
        value={link.url}
        words={{ copy: t('common.copy'), copied: t('common.copied') }}
      />
      <p className={styles.soft}>{t('people.linkUntil', { date: formatWhen(link.expiresMs) })}</p>
      <DialogActions>
        <Button onPress={onClose}>{t('common.done')}</Button>
      </DialogActions>
    </Dialog>
  );
}
