import { usePlayer } from '#client/player/player-context.ts';
import type { AnswerView } from '#courses/engine/types.ts';
import { MET } from '#courses/engine/worth.ts';
import type { Option } from '#courses/format/step.ts';
import { FocusHeading } from './focus-heading.tsx';
import css from './reveal.module.css';
import { RichText } from './rich-text.tsx';

/** After the answer: what came of the picked ones first, why after that, and the others for those who want them. */
export function Reveal({ prompt, state, turned }: { prompt: string; state: AnswerView; turned: boolean }) {
  const { t } = usePlayer();
  const picked = state.options.filter((option) => state.picked.includes(option.id));
  const others = state.options.filter((option) => !state.picked.includes(option.id));
  return (
    <section className={css['reveal']} aria-label={t('reveal.label')}>
      <p className="prompt">{prompt}</p>
      <FocusHeading focus={turned} reveal className={css['verdict']}>
        {t(verdict(state.worth))}
        {state.confidence && (
          <small>{t('reveal.confidence', { confidence: t(`confidence.${state.confidence}`) })}</small>
        )}
      </FocusHeading>
      {picked.map((option) => (
        <Told key={option.id} option={option} yours fullest={isSureAndWrong(state)} />
      ))}
      {others.length > 0 && (
        <details className={css['others']}>
          <summary>{t('reveal.others', { count: others.length })}</summary>
          {others.map((option) => (
            <Told key={option.id} option={option} />
          ))}
        </details>
      )}
    </section>
  );
}

const verdict = (worth = 0): 'reveal.right' | 'reveal.partly' | 'reveal.wrong' => {
  if (worth >= MET) return 'reveal.right';
  return worth > 0 ? 'reveal.partly' : 'reveal.wrong';
};

/** A wrong answer one was sure of is remembered best, so it gets the fullest coaching. */
const isSureAndWrong = ({ confidence, worth = 0 }: AnswerView): boolean =>
  confidence === 'sure' && worth < MET;

type ToldProps = { option: Option; yours?: boolean; fullest?: boolean };

function Told({ option, yours = false, fullest = false }: ToldProps) {
  const { t } = usePlayer();
  return (
    <article className={css['told']} data-yours={yours}>
      <p className={css['said']}>
        {yours && <small>{t('reveal.yours')}</small>}
        {option.text}
      </p>
      {option.consequence && <p className={css['consequence']}>{option.consequence}</p>}
      <div className="coach">
        <b>{t('coach')}</b>
        <RichText source={option.coaching} />
        {fullest && <p>{t('reveal.surprise')}</p>}
        {fullest && option.fuller && (
          <>
            <h3>{t('reveal.fuller')}</h3>
            <RichText source={option.fuller} />
          </>
        )}
      </div>
    </article>
  );
}
