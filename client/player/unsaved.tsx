import { useEffect, useRef } from 'react';
import { usePlayer, useSnapshot } from './player-context.ts';
import css from './unsaved.module.css';

/** Asked for when the learner wants to leave while the last answers are not saved. */
export function Unsaved({ onStay }: { onStay: () => void }) {
  const { session, t } = usePlayer();
  const { save } = useSnapshot();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className={css['box']} aria-labelledby="unsaved-title">
      <h2 id="unsaved-title" ref={title} tabIndex={-1}>
        {t(save.kind === 'failed' ? 'unsaved.title' : 'unsaved.saved')}
      </h2>
      {save.kind === 'failed' && <p>{t('unsaved.text')}</p>}
      <div className={css['buttons']}>
        <button type="button" className="button main" onClick={() => session.leave()}>
          {t(save.kind === 'failed' ? 'unsaved.again' : 'exit')}
        </button>
        <button type="button" className="button" onClick={onStay}>
          {t('unsaved.stay')}
        </button>
        {save.kind === 'failed' && (
          <button type="button" className="button" onClick={() => session.leave(true)}>
            {t('unsaved.leave')}
          </button>
        )}
      </div>
    </section>
  );
}
