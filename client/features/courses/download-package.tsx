import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { downloadPackage } from '#client/api/courses.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { Button, buttonClass } from '#client/ui/button.tsx';
import { formatBytes } from '#client/ui/format.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { ExportOptions } from '#courses/scorm/export-options.ts';
import styles from './export.module.css';

type Props = {
  courseId: string;
  options: ExportOptions;
  /** The chosen LMS's name; null when it is not known. */
  lms: string | null;
};

export function DownloadPackage({ courseId, options, lms }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const download = useMutation({ mutationFn: () => downloadPackage(courseId, options) });
  const guide = `/guides/${options.profile}?${new URLSearchParams({ course: courseId })}`;
  return (
    <div className={styles.download}>
      <div className={styles.actions}>
        <Button look="primary" big isPending={download.isPending} onPress={() => download.mutate()}>
          {download.isPending ? t('export.downloading') : t('export.download')}
        </Button>
        <Link to={guide} className={buttonClass('quiet')}>
          {lms === null ? t('export.guide') : t('export.guideInto', { lms })}
        </Link>
      </div>
      {download.isSuccess && (
        <Notice
          tone="good"
          text={t('export.downloaded', {
            file: download.data.fileName,
            size: formatBytes(download.data.bytes),
          })}
        />
      )}
      {download.isError && <Notice tone="bad" text={problemText(download.error)} />}
    </div>
  );
}
