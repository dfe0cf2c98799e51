import { useEffect, useRef } from 'react';
import { usePlayer, useSnapshot } from './player-context.ts';
import { isUnsaved } from './session.ts';
import css from './unsaved.module.css';

/** Asked for when the learner wants to leave while the last answers are not saved. */
export function Unsaved({ onStay }: { onStay: () => void }) {
  const { session, open, t } = usePlayer();
  const { save } = useSnapshot();
  const unsaved = isUnsaved(save);
  const refused = save.kind === 'refused';
  const title = refused ? 'unsaved.refused' : 'unsaved.title';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={css['box']} aria-labelledby="unsaved-title">
      <h2 id="unsaved-title" ref={heading} tabIndex={-1}>
        {t(unsaved ? title : 'unsaved.saved')}
      </h2>
      {unsaved && <p>{t(refused ? 'unsaved.keep' : 'unsaved.text')}</p>}
      <div className={css['buttons']}>
        <button type="button" className="button main" onClick={() => session.leave()}>
          {t(unsaved ? 'unsaved.again' : 'exit')}
        </button>
        <button type="button" className="button" onClick={onStay}>
          {t('unsaved.stay')}
        </button>
        {refused && (
          <button type="button" className="button" onClick={() => open('receipt')}>
            {t('save.receipt')}
          </button>
        )}
        {unsaved && (
          <button type="button" className="button" onClick={() => session.leave(true)}>
            {t('unsaved.leave')}
          </button>
        )}
      </div>
    </section>
  );
}
