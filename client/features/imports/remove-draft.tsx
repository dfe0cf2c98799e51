import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useRemoveDraft } from '#client/api/imports.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { ImportedVersion } from '#server/contract/imports.ts';
import styles from './version.module.css';

/** Nothing of a draft is worth keeping but the zip itself, so one question is enough. */
export function RemoveDraft({ version }: { version: ImportedVersion }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  return (
    <div className={styles.remove}>
      <Button look="plain" onPress={() => setAsks(true)}>
        {t('imports.remove')}
      </Button>
      {asks && <Ask version={version} onClose={() => setAsks(false)} />}
    </div>
  );
}

function Ask({ version, onClose }: { version: ImportedVersion; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const remove = useRemoveDraft(version.courseId, version.number);
  const after = version.replaces === null ? '/courses' : `/courses/${encodeURIComponent(version.courseId)}`;
  const handleDone = () => {
    announce(t('imports.removed'));
    void navigate(after);
  };
  return (
    <Dialog title={t('imports.removeTitle')} onClose={onClose}>
      <p>{t('imports.removeText')}</p>
      {remove.isError && <Notice tone="bad" text={problemText(remove.error)} />}
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button
          look="danger"
          isPending={remove.isPending}
          onPress={() => remove.mutate(undefined, { onSuccess: handleDone })}
        >
          {t('imports.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
