import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '#client/api/loaded.tsx';
import { learnerAnswersQuery } from '#client/api/reports.ts';
import { When } from '#client/ui/when.tsx';
import type { LearnerAnswers as Answers } from '#server/contract/reports.ts';
import { CourseScope } from './course-scope.tsx';
import styles from './reports.module.css';
import { ResultWord } from './result-word.tsx';

/** One learner's first answers in the course the address names. */
export function LearnerAnswers({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation();
  return (
    <section className={styles.part} aria-labelledby="learner-answers">
      <h2 id="learner-answers">{t('reports.learnerAnswers')}</h2>
      <p>{t('reports.learnerAnswersLead')}</p>
      <CourseScope>
        {(courseId, picker) => (
          <>
            <div className={styles.controls}>{picker}</div>
            <AnswerList learnerId={learnerId} courseId={courseId} />
            <p>
              <Link to={attemptsOf(learnerId, courseId)}>{t('reports.toAttempts')}</Link>
            </p>
          </>
        )}
      </CourseScope>
    </section>
  );
}

function AnswerList({ learnerId, courseId }: { learnerId: string; courseId: string }) {
  const { t } = useTranslation();
  const answers = useQuery(learnerAnswersQuery(learnerId, courseId));
  return (
    <Loaded query={answers}>
      {(data) =>
        data.answers.length === 0 ? (
          <p>{t('reports.noAnswers')}</p>
        ) : (
          <ol className={styles.answers}>
            {data.answers.map((answer) => (
              <AnswerItem key={answer.id} answer={answer} />
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}

function AnswerItem({ answer }: { answer: Answers['answers'][number] }) {
  const { t } = useTranslation();
  return (
    <li className={styles.answer}>
      <p className={styles.soft}>
        <bdi>{answer.prompt}</bdi>
      </p>
      <p className={styles.said}>
        <bdi>“{answer.response}”</bdi>
      </p>
      {answer.result === 'incorrect' && answer.correct.length > 0 && (
        <p className={styles.soft}>
          {t('reports.rightWas', { count: answer.correct.length, answers: answer.correct.join(' / ') })}
        </p>
      )}
      <p className={styles.figures}>
        <ResultWord result={answer.result} />
        <bdi>{answer.lessonTitle}</bdi>
        <span>{t('progress.round', { attempt: answer.attempt })}</span>
        {answer.seconds !== null && <span>{t('reports.took', { seconds: Math.round(answer.seconds) })}</span>}
        <When ms={answer.atMs} />
      </p>
      {answer.written !== '' && <AsWritten answer={answer} />}
    </li>
  );
}

/** For whoever doubts the words: the package's own spelling and clock. */
function AsWritten({ answer }: { answer: Answers['answers'][number] }) {
  const { t } = useTranslation();
  return (
    <details className={styles.written}>
      <summary>{t('reports.written')}</summary>
      <code dir="ltr">{answer.written}</code>
      {answer.writtenTime !== '' && <p>{t('reports.packageClock', { time: answer.writtenTime })}</p>}
    </details>
  );
}

const attemptsOf = (learnerId: string, course: string): string =>
  `/reports/learners/${encodeURIComponent(learnerId)}/attempts?${new URLSearchParams({ course })}`;
