import { useMemo, useState } from 'react';
import type { Result } from '#courses/engine/types.ts';
import type { LessonData } from '#courses/format/lesson-data.ts';
import { TIPS } from '#courses/format/words.ts';
import { type ReceiptFacts, receiptCode } from '#courses/scorm/receipt.ts';
import { useCopy } from './parts/use-copy.ts';
import { usePlayer, useSnapshot } from './player-context.ts';
import css from './receipt.module.css';
import type { Translate } from './translate.ts';

/** The receipt under a fold: for the few who need it. */
export function FoldedReceipt() {
  const { t } = usePlayer();
  return (
    <details className={css['fold']}>
      <summary>{t('receipt.open')}</summary>
      <Receipt />
    </details>
  );
}

/** A short record of the lesson to copy or print, for the day when the LMS has none. */
export function Receipt() {
  const { data, t } = usePlayer();
  const { result } = useSnapshot();
  const [atMs] = useState(Date.now);
  const facts = useMemo(() => factsOf(data, result, atMs), [data, result, atMs]);
  const lines = linesOf(data, facts, t);
  const code = receiptCode(facts);
  const { copied, copy } = useCopy();
  const asText = [...lines.map(([name, value]) => `${name}: ${value}`), `${t('receipt.code')}: ${code}`].join(
    '\n',
  );
  return (
    <section className={`receipt ${css['receipt']}`} aria-label={t('receipt.title')}>
      <p className={css['printed']} aria-hidden="true">
        {t('receipt.title')}
      </p>
      <dl className={css['lines']}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={css['code']}>
          <dt>{t('receipt.code')}</dt>
          <dd dir="ltr">
            <code>{code}</code>
          </dd>
        </div>
      </dl>
      <p className="hint">{t('receipt.no-proof')}</p>
      <div className={css['buttons']}>
        <button
          type="button"
          className="button"
          onClick={() => void copy(`${asText}\n\n${t('receipt.no-proof')}`)}
        >
          {t('receipt.copy')}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('receipt.print')}
        </button>
        <output className="hint">
          {copied !== undefined && t(copied ? 'receipt.copied' : 'receipt.not-copied')}
        </output>
      </div>
    </section>
  );
}

function factsOf({ course, lesson }: LessonData, result: Result, atMs: number): ReceiptFacts {
  const objectives = lesson.objectives.map(({ id, tip }, at) => ({
    id,
    tip,
    met: result.objectives[at]?.met === true,
  }));
  return {
    courseId: course.id,
    lessonId: lesson.id,
    atMs,
    percent: Math.round(result.score * 100),
    passed: result.passed,
    complete: result.complete,
    objectives,
    tips: TIPS.filter((tip) => objectives.some((one) => one.met && one.tip === tip)),
  };
}

function linesOf(
  { course, lesson, tips }: LessonData,
  facts: ReceiptFacts,
  t: Translate,
): [string, string][] {
  const met = facts.objectives.filter((objective) => objective.met).length;
  const named = facts.tips.flatMap((tip) => tips[tip] ?? []);
  const date = new Intl.DateTimeFormat(course.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    facts.atMs,
  );
  return [
    [t('receipt.lesson'), lesson.title],
    ...(course.title === lesson.title ? [] : [[t('receipt.course'), course.title] as [string, string]]),
    [t('receipt.date'), date],
    [t('receipt.score'), t('receipt.score-is', { percent: facts.percent })],
    [t('receipt.state'), t(stateOf(facts))],
    [t('receipt.objectives'), t('receipt.met', { met, total: facts.objectives.length })],
    ...(named.length === 0
      ? []
      : [
          [t('receipt.tips'), named.map(({ number, title }) => `${number}. ${title}`).join('; ')] as [
            string,
            string,
          ],
        ]),
  ];
}

function stateOf({
  passed,
  complete,
}: ReceiptFacts): 'receipt.passed' | 'receipt.complete' | 'receipt.open-still' {
  if (passed) return 'receipt.passed';
  return complete ? 'receipt.complete' : 'receipt.open-still';
}
