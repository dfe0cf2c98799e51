import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import pills from '#client/player/parts/pills.module.css';
import { usePlayer } from '#client/player/player-context.ts';
import { CONFIDENCES, type Confidence } from '#courses/format/words.ts';
import css from './sure.module.css';

/** Asked between the last word and the debrief: what one was sure of and had wrong is remembered best. */
export function Sure({ name, onPick }: { name: string; onPick: (confidence: Confidence) => void }) {
  const { t } = usePlayer();
  return (
    <section className={css['sure']}>
      <FocusHeading focus>{t('talk.over')}</FocusHeading>
      <fieldset className="bare">
        <legend className="prompt small">{t('sure.ask', { name })}</legend>
        <div className={pills['pills']}>
          {CONFIDENCES.map((one) => (
            <button key={one} type="button" className={pills['pill']} onClick={() => onPick(one)}>
              {t(`confidence.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </section>
  );
}
