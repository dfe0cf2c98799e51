import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError } from '#client/api/http.ts';
import { useDeleteCourse, versionsQuery } from '#client/api/imports.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { useProblemText } from '#client/api/problem-text.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import type { CourseSummary } from '#server/contract/catalogue.ts';
import styles from './course.module.css';

/** Takes a course away with all that learners did in it; nobody does so without knowing how much that is. */
export function DeleteCourse({ course }: { course: CourseSummary }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  return (
    <section className={styles.section} aria-labelledby="course-delete">
      <h2 id="course-delete">{t('courses.deleteTitle')}</h2>
      <p>{t('courses.deleteText')}</p>
      <Button onPress={() => setAsks(true)}>{t('courses.delete')}</Button>
      {asks && <AskAboutDelete course={course} onClose={() => setAsks(false)} />}
    </section>
  );
}

function AskAboutDelete({ course, onClose }: { course: CourseSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const versions = useQuery(versionsQuery(course.id));
  return (
    <Dialog title={t('courses.deleteAsk')} onClose={onClose}>
      <p className={styles.what}>
        <bdi>{course.title}</bdi>
      </p>
      <Loaded query={versions}>
        {({ learners }) => (
          <Confirm
            // Another number is another question.
            key={learners}
            course={course}
            learners={learners}
            onOutdated={() => void versions.refetch()}
            onClose={onClose}
          />
        )}
      </Loaded>
    </Dialog>
  );
}

type Props = { course: CourseSummary; learners: number; onOutdated: () => void; onClose: () => void };

function Confirm({ course, learners, onOutdated, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const remove = useDeleteCourse(course.id);
  const [typed, setTyped] = useState('');
  const isSure = learners === 0 || Number(typed.trim() || Number.NaN) === learners;
  const handleDelete = () =>
    remove.mutate(
      { learners },
      {
        onSuccess: () => {
          announce(t('courses.deleted', { title: course.title }));
          void navigate('/courses');
        },
        // Somebody has begun it meanwhile: the number is asked for again.
        onError: (error) => {
          if (error instanceof ApiError && error.problem.status === 409) onOutdated();
        },
      },
    );
  return (
    <>
      <p>{learners === 0 ? t('courses.deleteNobody') : t('courses.deleteLoses', { count: learners })}</p>
      {learners > 0 && (
        <TextField
          label={t('courses.deleteType', { number: learners })}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      {remove.isError && <Notice tone="bad" text={problemText(remove.error)} />}
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="danger" isPending={remove.isPending} isDisabled={!isSure} onPress={handleDelete}>
          {t('courses.deleteForGood')}
        </Button>
      </DialogActions>
    </>
  );
}
