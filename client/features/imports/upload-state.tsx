import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '#client/api/problem-text.ts';
import { Button, type Look } from '#client/ui/button.tsx';
import { formatBytes, formatShare } from '#client/ui/format.ts';
import { Progress } from '#client/ui/progress.tsx';
import styles from './imports.module.css';
import type { Upload } from './use-upload.ts';

type Props = {
  upload: Exclude<Upload, { kind: 'waiting' }>;
  onCancel: () => void;
  onAgain: (file: File) => void;
  /** The button that chooses another file. */
  chooser: (look: Look) => ReactNode;
};

/** A package under way, or why it did not arrive. */
export function UploadState({ upload, onCancel, onAgain, chooser }: Props) {
  const { file, kind } = upload;
  if (kind === 'sending' || kind === 'checking') return <UnderWay upload={upload} onCancel={onCancel} />;
  return (
    <Failed upload={upload}>
      {kind === 'refused' && chooser('primary')}
      <Again isFirst={kind === 'broken'} onPress={() => onAgain(file)} />
      {kind === 'broken' && chooser('quiet')}
      <Leave onPress={onCancel} />
    </Failed>
  );
}

type UnderWayProps = { upload: Extract<Upload, { kind: 'sending' | 'checking' }>; onCancel: () => void };

function UnderWay({ upload, onCancel }: UnderWayProps) {
  const { t } = useTranslation();
  const { file } = upload;
  const isSending = upload.kind === 'sending';
  const share = isSending ? upload.sentBytes / file.size : null;
  return (
    <div className={styles.state}>
      <Headline>
        <output>{t(isSending ? 'imports.sending' : 'imports.checking')}</output>
      </Headline>
      <p className={styles.file}>
        <bdi>{file.name}</bdi>
      </p>
      <Progress
        label={file.name}
        share={share}
        text={
          isSending
            ? t('imports.sent', {
                share: formatShare(share ?? 0),
                sent: formatBytes(upload.sentBytes),
                size: formatBytes(file.size),
              })
            : t('imports.checkingText')
        }
      />
      <div className={styles.actions}>
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}

type FailedProps = { upload: Extract<Upload, { kind: 'refused' | 'broken' }>; children: ReactNode };

function Failed({ upload, children }: FailedProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <div className={`${styles.state} ${styles.failed}`}>
      <Headline>{t(`imports.${upload.kind}Title`)}</Headline>
      <p className={styles.file}>
        <bdi>{upload.file.name}</bdi>
      </p>
      <p role="alert" className={styles.why} dir="auto">
        {problemText(upload.error)}
      </p>
      <p className={styles.soft}>{t(`imports.${upload.kind}Next`)}</p>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}

function Again({ isFirst, onPress }: { isFirst: boolean; onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button look={isFirst ? 'primary' : 'quiet'} onPress={onPress}>
      {t('common.tryAgain')}
    </Button>
  );
}

function Leave({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button look="plain" onPress={onPress}>
      {t('imports.leaveIt')}
    </Button>
  );
}

/** Takes the focus when the button that was pressed has gone with the state before, and never away from elsewhere. */
function Headline({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
