import css from './finish.module.css';
import { Actions } from './parts/actions.tsx';
import { StepTitle } from './parts/step-title.tsx';
import { usePlayer, useSnapshot } from './player-context.ts';

/** What the lesson came to, in words, and what to do next. */
export function Finish({ onExit }: { onExit: () => void }) {
  const { data, go, t } = usePlayer();
  const { result, view, run } = useSnapshot();
  const { lesson } = data;
  const drill = [...lesson.steps].reverse().find((step) => step.kind === 'dialogue');
  const plan = Object.values(run.steps).find((record) => record.plan)?.plan;
  const percent = Math.round(result.score * 100);
  const again = drill && { label: t('finish.again'), onPress: () => go(drill.id) };
  return (
    <>
      <StepTitle focus>{t(result.passed ? 'finish.passed' : 'finish.done')}</StepTitle>
      <p className="lead">
        {result.passed
          ? t('finish.score-passed', { percent })
          : t('finish.score-not', { percent, needed: Math.round(lesson.pass.score * 100) })}
      </p>
      <ul className={css['objectives']}>
        {lesson.objectives.map((objective, at) => {
          const reached = result.objectives[at];
          return (
            <li key={objective.id} data-met={reached?.met} data-tip={objective.tip}>
              <p className={css['behaviour']}>{objective.behaviour}</p>
              <p className={css['state']}>{t(stateOf(reached))}</p>
              <p className={css['tip']}>{tipLine(objective.tip)}</p>
            </li>
          );
        })}
      </ul>
      {plan && (
        <section className={css['plan']}>
          <h2>{t('finish.plan')}</h2>
          <p>
            {t('plan.if')} {plan.if || t('own-words.gone')} {t('plan.then')}{' '}
            {plan.then || t('own-words.gone')}
          </p>
        </section>
      )}
      <p className="hint">
        {t(view.steps.some((step) => step.kind === 'dialogue') ? 'finish.next' : 'finish.next-plain')}
      </p>
      <Actions main={{ label: t('finish.exit'), onPress: onExit }} second={again} />
    </>
  );

  function tipLine(id: string): string {
    const tip = data.tips[id];
    return tip ? t('finish.tip', { number: tip.number, title: tip.title }) : '';
  }
}

function stateOf(reached: { best: number | undefined; met: boolean } | undefined) {
  if (reached?.met) return 'finish.met';
  return reached?.best === undefined ? 'finish.not-measured' : 'finish.not-yet';
}
