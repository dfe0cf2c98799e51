import { useRef, useState } from 'react';
import { Actions } from '#client/player/parts/actions.tsx';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import type { SortView } from '#courses/engine/types.ts';
import type { Sort } from '#courses/format/step.ts';
import css from './sort.module.css';
import type { StepProps } from './step-props.ts';
import { useNext, useRetry } from './use-next.ts';

export function SortStep({ step, state, canRetry, turned }: StepProps<'sort'>) {
  const { t } = usePlayer();
  const next = useNext();
  const again = useRetry(canRetry, t('retry'));
  if (!state.answered) return <Sorting step={step} cards={state.cards} />;
  const right = state.cards.filter((card) => card.right).length;
  return (
    <>
      <p className="prompt">{step.prompt}</p>
      <FocusHeading focus={turned} className={css['verdict']}>
        {t('sort.result', { right, total: state.cards.length })}
      </FocusHeading>
      {step.piles.map((pile) => (
        <section key={pile.id} className={css['pile']}>
          <h3>{pile.title}</h3>
          <ul>
            {state.cards
              .filter((card) => card.pile === pile.id)
              .map((card) => (
                <Judged key={card.id} card={card} piles={step.piles} />
              ))}
          </ul>
        </section>
      ))}
      <div className="coach">
        <b>{t('coach')}</b>
        <RichText source={step.coaching} />
      </div>
      <Actions main={next} second={again} />
    </>
  );
}

function Judged({ card, piles }: { card: SortView['cards'][number]; piles: Sort['piles'] }) {
  const { t } = usePlayer();
  const put = piles.find((pile) => pile.id === card.placed)?.title ?? '';
  return (
    <li className={css['judged']} data-right={card.right}>
      <p>{card.text}</p>
      <p className={css['mark']}>{card.right ? t('sort.right') : t('sort.moved', { pile: put })}</p>
      {!card.right && card.coaching && <p className={css['why']}>{card.coaching}</p>}
    </li>
  );
}

/** One card at a time, its piles under the thumb; a card that was put somewhere can be taken back. */
function Sorting({ step, cards }: { step: Sort; cards: SortView['cards'] }) {
  const { session, t } = usePlayer();
  const [piles, setPiles] = useState<Record<string, string>>({});
  const stage = useRef<HTMLParagraphElement>(null);
  const current = cards.find((card) => piles[card.id] === undefined);
  const left = cards.filter((card) => piles[card.id] === undefined).length;
  // The pressed button stays where it is and keeps the focus; only a taken-back card moves it.
  const put = (pile: string): void => {
    if (current) setPiles({ ...piles, [current.id]: pile });
  };
  const takeBack = (id: string): void => {
    const { [id]: _, ...others } = piles;
    setPiles(others);
    stage.current?.focus();
  };
  return (
    <>
      <p className="prompt">{step.prompt}</p>
      <p ref={stage} className={css['stage']} tabIndex={-1} aria-live="polite" data-empty={!current}>
        {current ? current.text : t('sort.all')}
        <small>{current ? t('sort.left', { count: left }) : t('sort.take-back')}</small>
      </p>
      <div className={css['piles']}>
        {step.piles.map((pile) => (
          <section key={pile.id} aria-label={pile.title} className={css['target']}>
            <button type="button" className="button" aria-disabled={!current} onClick={() => put(pile.id)}>
              {pile.title}
            </button>
            <ul>
              {cards
                .filter((card) => piles[card.id] === pile.id)
                .map((card) => (
                  <li key={card.id}>
                    <button type="button" className={css['placed']} onClick={() => takeBack(card.id)}>
                      <span className="visually-hidden">{t('sort.back')} </span>
                      {card.text}
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      {current ? (
        <Actions />
      ) : (
        <Actions main={{ label: t('choice.check'), onPress: () => session.send({ type: 'sort', piles }) }} />
      )}
    </>
  );
}
