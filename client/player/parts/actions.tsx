import type { ReactNode } from 'react';
import { usePlayer, useSnapshot } from '#client/player/player-context.ts';
import css from './actions.module.css';
import { SaveLine } from './save-line.tsx';
import { WhoSees } from './who-sees.tsx';

type Action = { label: string; onPress: () => void };
type Props = { main?: Action; second?: Action | undefined; note?: ReactNode };

/** The bar in reach of the thumb: one main action, seldom a second, and whether the work is saved. */
export function Actions({ main, second, note }: Props) {
  const { place } = usePlayer();
  const { view } = useSnapshot();
  return (
    <>
      {place === 'steps' && view.index === 0 && <WhoSees />}
      <div className={`${css['bar']} wide`} data-idle={!main}>
        <div className={css['inner']}>
          {note}
          {main && (
            <div className={css['buttons']}>
              {second && (
                <button type="button" className="button" onClick={second.onPress}>
                  {second.label}
                </button>
              )}
              <button type="button" className="button main" onClick={main.onPress}>
                {main.label}
              </button>
            </div>
          )}
          <SaveLine />
        </div>
      </div>
    </>
  );
}
