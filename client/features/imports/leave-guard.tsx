import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';

/** While it is there, leaving the page is asked about first: the upload would be lost. */
export function LeaveGuard() {
  const { t } = useTranslation();
  const blocker = useBlocker(true);
  useEffect(() => {
    // The browser shows words of its own.
    const handleLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', handleLeave);
    return () => window.removeEventListener('beforeunload', handleLeave);
  }, []);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog title={t('imports.leaveTitle')} onClose={() => blocker.reset()}>
      <p>{t('imports.leaveText')}</p>
      <DialogActions>
        <Button onPress={() => blocker.proceed()}>{t('imports.leave')}</Button>
        <Button look="primary" onPress={() => blocker.reset()}>
          {t('imports.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
