import type { ReactNode } from 'react';
import css from './actions.module.css';
import { SaveLine } from './save-line.tsx';

type Action = { label: string; onPress: () => void };

/** The bar in reach of the thumb: one main action, seldom a second, and whether the work is saved. */
export function Actions({
  main,
  second,
  note,
}: {
  main?: Action;
  second?: Action | undefined;
  note?: ReactNode;
}) {
  return (
    <div className={css['bar']}>
      <div className={css['inner']}>
        {note}
        {(main ?? second) && (
          <div className={css['buttons']}>
            {second && (
              <button type="button" className="button" onClick={second.onPress}>
                {second.label}
              </button>
            )}
            {main && (
              <button type="button" className="button main" onClick={main.onPress}>
                {main.label}
              </button>
            )}
          </div>
        )}
        <SaveLine />
      </div>
    </div>
  );
}
