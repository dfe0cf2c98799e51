import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { importLimitsQuery } from '#client/api/imports.ts';
import { Button, type Look } from '#client/ui/button.tsx';
import { formatBytes } from '#client/ui/format.ts';
import { Notice } from '#client/ui/notice.tsx';
import styles from './imports.module.css';
import { LeaveGuard } from './leave-guard.tsx';
import { type Picked, pickDropped, pickPackage, type Unfit } from './pick-package.ts';
import { UploadState } from './upload-state.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useUpload } from './use-upload.ts';
import { versionHref } from './version-href.ts';

type Props = {
  /** The course that gets a new version; null for a new course. */
  replaces: string | null;
  title: string;
  text: string;
  action: string;
  look?: Look;
};

/** The way in: choose a zip, or drop it anywhere on the page. What was found is shown on a page of its own. */
export function AddPackage({ replaces, title, text, action, look = 'primary' }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const limits = useQuery(importLimitsQuery).data ?? { maxBytes: Number.POSITIVE_INFINITY };
  const [unfit, setUnfit] = useState<Unfit | null>(null);
  const { upload, start, cancel } = useUpload(
    replaces,
    ({ courseId, number }) => void navigate(versionHref(courseId, number)),
  );
  const busy = upload.kind === 'sending' || upload.kind === 'checking';
  const take = (picked: Picked | null) => {
    if (picked === null) return;
    setUnfit('unfit' in picked ? picked.unfit : null);
    if ('file' in picked) start(picked.file);
    else cancel();
  };
  const isOver = useFileDrop(!busy, (data) => take(pickDropped(data, limits)));
  const chooser = (words: string, as: Look) => (
    <FileTrigger
      acceptedFileTypes={['.zip', '.pif', 'application/zip']}
      onSelect={(files) => take(pickPackage([...(files ?? [])], limits))}
    >
      <Button look={as}>{words}</Button>
    </FileTrigger>
  );
  return (
    <section className={styles.add} aria-label={title} data-over={isOver || undefined}>
      {upload.kind === 'waiting' ? (
        <div className={styles.ready}>
          {chooser(action, look)}
          <p className={styles.text}>
            {text} <span className={styles.byMouse}>{t('imports.orDrag')}</span>
          </p>
        </div>
      ) : (
        <UploadState
          upload={upload}
          onCancel={cancel}
          onAgain={start}
          chooser={(as) => chooser(t('imports.chooseAnother'), as)}
        />
      )}
      {unfit !== null && !busy && (
        <Notice tone="bad" text={t(`imports.unfit.${unfit}`, { most: formatBytes(limits.maxBytes) })} />
      )}
      {busy && <LeaveGuard />}
      {isOver && (
        <div className={styles.over} aria-hidden="true">
          <p>{t('imports.over')}</p>
        </div>
      )}
    </section>
  );
}
