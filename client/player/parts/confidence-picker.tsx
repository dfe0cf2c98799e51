import { useId } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import { CONFIDENCES, type Confidence } from '#courses/format/words.ts';
import css from './pills.module.css';

/** How sure the learner is, asked before the reveal: a wrong answer one was sure of is remembered best. */
export function ConfidencePicker({
  value,
  onPick,
}: {
  value: Confidence | undefined;
  onPick: (value: Confidence) => void;
}) {
  const { t } = usePlayer();
  const group = useId();
  return (
    <fieldset className="bare">
      <legend className="prompt small">{t('confidence.ask')}</legend>
      <div className={css['pills']}>
        {CONFIDENCES.map((one) => (
          <label key={one} className={css['pill']}>
            <input type="radio" name={group} checked={value === one} onChange={() => onPick(one)} />
            <span>{t(`confidence.${one}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
