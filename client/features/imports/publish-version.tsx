import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePublishVersion } from '#client/api/imports.ts';
import { fieldProblem, useProblemText } from '#client/api/problem-text.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import type { ImportedVersion } from '#server/contract/imports.ts';
import styles from './version.module.css';

const LONGEST = { title: 200, description: 2000 };

type Props = {
  version: ImportedVersion;
  /** What the course is called now, or the package's own title; and its description. */
  now: { title: string; description: string };
};

/** Gives a draft, or a version that was replaced, to the learners under the words they will read. */
export function PublishVersion({ version: { courseId, number, state, replaces }, now }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const publish = usePublishVersion(courseId, number);
  const [title, setTitle] = useState(now.title);
  const [description, setDescription] = useState(now.description);
  const [tried, setTried] = useState(false);
  const missing = title.trim() === '' ? t('imports.titleRule') : null;
  const refused = fieldProblem(publish.error, 'title');
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing !== null || publish.isPending) return;
    publish.mutate(
      { title: title.trim(), description: description.trim() },
      {
        onSuccess: () => {
          announce(t('imports.isPublished'));
          void navigate(`/courses/${encodeURIComponent(courseId)}`);
        },
      },
    );
  };
  return (
    <form className={styles.publish} onSubmit={handleSubmit} noValidate aria-labelledby="publish-version">
      <h2 id="publish-version">{t(`imports.publishTitle.${wayOf(state, replaces)}`)}</h2>
      {replaces !== null && (
        <p>
          {replaces.learners === 0
            ? t('imports.replacesNobody', { number: replaces.number })
            : t('imports.replaces', { count: replaces.learners, number: replaces.number })}
        </p>
      )}
      <TextField
        label={t('imports.titleField')}
        value={title}
        onChange={setTitle}
        maxLength={LONGEST.title}
        problem={tried ? (missing ?? refused) : null}
      />
      <TextField
        label={t('imports.descriptionField')}
        hint={t('imports.descriptionHint')}
        value={description}
        onChange={setDescription}
        maxLength={LONGEST.description}
        lines={3}
      />
      {publish.isError && refused === null && <Notice tone="bad" text={problemText(publish.error)} />}
      <Button type="submit" look="primary" big isPending={publish.isPending}>
        {t('imports.publish')}
      </Button>
    </form>
  );
}

function wayOf(state: ImportedVersion['state'], replaces: ImportedVersion['replaces']) {
  if (state === 'published') return 'back';
  return replaces === null ? 'first' : 'next';
}
