import type { Result, Run } from '#courses/engine/types.ts';
import { objectivesOf } from '#courses/engine/worth.ts';
import type { Lesson, Objective } from '#courses/format/lesson.ts';
import type { Step } from '#courses/format/step.ts';
import css from './finish.module.css';
import { Actions } from './parts/actions.tsx';
import { StepTitle } from './parts/step-title.tsx';
import { withKeys } from './parts/with-keys.ts';
import { usePlayer, useSnapshot } from './player-context.ts';
import { FoldedReceipt } from './receipt.tsx';

/** What the lesson came to, in words, and what to do next. */
export function Finish({ onExit }: { onExit: () => void }) {
  const { data, go, t } = usePlayer();
  const { result, run } = useSnapshot();
  const { lesson } = data;
  const percent = Math.round(result.score * 100);
  const plans = lesson.steps.flatMap((step) => run.steps[step.id]?.plan ?? []);
  const drill = lesson.steps.find((step) => step.kind === 'dialogue');
  const open = lesson.objectives.flatMap((objective, at) =>
    result.objectives[at]?.met ? [] : weakSteps(lesson, run, objective.id),
  );
  const again = open[0] ?? drill;
  const leave = { label: t('finish.exit'), onPress: onExit };
  const practise = again && { label: t('finish.again'), onPress: () => go(again.id) };
  return (
    <>
      <StepTitle focus>{t(result.passed ? 'finish.passed' : 'finish.done')}</StepTitle>
      <p className="lead">
        {t(result.passed ? 'finish.score-passed' : 'finish.score-not', {
          percent,
          needed: Math.round(lesson.pass.score * 100),
        })}
      </p>
      <ul className={css['objectives']}>
        {lesson.objectives.map((objective, at) => (
          <Reached key={objective.id} objective={objective} result={result.objectives[at]} />
        ))}
      </ul>
      {plans.length > 0 && (
        <section className={css['plan']}>
          <h2>{t('finish.plan')}</h2>
          {withKeys(plans).map(({ key, item: plan }) => (
            <p key={key}>
              {t('plan.if')} {plan.if || t('own-words.gone')} {t('plan.then')}{' '}
              {plan.then || t('own-words.gone')}
            </p>
          ))}
        </section>
      )}
      <FoldedReceipt />
      <p className="hint">{t(drill ? 'finish.next' : 'finish.next-plain')}</p>
      {result.passed || !practise ? (
        <Actions main={leave} second={practise} />
      ) : (
        <Actions main={practise} second={leave} />
      )}
    </>
  );
}

/** The steps where an objective can still be shown better. */
function weakSteps(lesson: Lesson, run: Run, objective: string): Step[] {
  return lesson.steps.filter(
    (step) => objectivesOf(lesson, step).includes(objective) && (run.steps[step.id]?.best ?? 0) < 1,
  );
}

type ReachedProps = { objective: Objective; result: Result['objectives'][number] | undefined };

function Reached({ objective, result }: ReachedProps) {
  const { data, go, t } = usePlayer();
  const { run, view } = useSnapshot();
  const tip = data.tips[objective.tip];
  const open = result?.met ? [] : weakSteps(data.lesson, run, objective.id);
  return (
    <li data-met={result?.met} data-tip={objective.tip}>
      <p className={css['behaviour']}>{objective.behaviour}</p>
      <p className={css['state']}>{t(stateOf(result))}</p>
      {tip && <p className={css['tip']}>{t('finish.tip', { number: tip.number, title: tip.title })}</p>}
      {open.map((step) => (
        <button key={step.id} type="button" className={css['again']} onClick={() => go(step.id)}>
          {t('finish.try', { title: view.steps.find(({ id }) => id === step.id)?.title ?? '' })}
        </button>
      ))}
    </li>
  );
}

function stateOf(result: ReachedProps['result']): 'finish.met' | 'finish.not-measured' | 'finish.not-yet' {
  if (result?.met) return 'finish.met';
  return result?.best === undefined ? 'finish.not-measured' : 'finish.not-yet';
}
