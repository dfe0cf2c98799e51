import { useId } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import type { Focus } from '#courses/format/words.ts';
import css from './focus-picker.module.css';
import pills from './pills.module.css';

/** Questions about the thing and questions about the person: the one difference this product teaches. */
export const ABOUT: { group: 'thing' | 'person'; focuses: Focus[] }[] = [
  { group: 'thing', focuses: ['thing', 'process', 'cause', 'solution'] },
  { group: 'person', focuses: ['impact', 'feeling', 'coping', 'need'] },
];

/** The learner says what their own question was about. */
export function FocusPicker({ value, onPick }: { value: Focus | undefined; onPick: (value: Focus) => void }) {
  const { t } = usePlayer();
  const name = useId();
  return (
    <fieldset className="bare">
      <legend className="prompt small">{t('ask.about')}</legend>
      <div className={css['groups']}>
        {ABOUT.map(({ group, focuses }) => (
          <fieldset key={group} className={css['group']}>
            <legend>{t(`about.${group}`)}</legend>
            <div className={pills['pills']}>
              {focuses.map((focus) => (
                <label key={focus} className={pills['pill']}>
                  <input type="radio" name={name} checked={value === focus} onChange={() => onPick(focus)} />
                  <span>{t(`focus.${focus}`)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
