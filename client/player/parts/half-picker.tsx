import { useId, useState } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import half from './half-picker.module.css';
import css from './option-list.module.css';

const OWN = -1;

/** One half of an if-then plan: a prepared one, or the learner's own words. */
type Props = { label: string; choices: string[]; before: string; onPick: (words: string) => void };

export function HalfPicker({ label, choices, before, onPick }: Props) {
  const { t } = usePlayer();
  // -1 is both "not found among the prepared" and the place of the learner's own words.
  const [at, setAt] = useState<number | undefined>(before === '' ? undefined : choices.indexOf(before));
  const [own, setOwn] = useState(at === OWN ? before : '');
  const name = useId();
  const pick = (place: number, words: string): void => {
    setAt(place);
    onPick(words);
  };
  const write = (words: string): void => {
    setOwn(words);
    onPick(words);
  };
  return (
    <fieldset className="bare">
      <legend className="prompt small">{label}</legend>
      <div className={css['options']}>
        {choices.map((words, n) => (
          <label key={words} className={css['option']}>
            <input type="radio" name={name} checked={at === n} onChange={() => pick(n, words)} />
            <span>{words}</span>
          </label>
        ))}
        <label className={css['option']}>
          <input type="radio" name={name} checked={at === OWN} onChange={() => pick(OWN, own)} />
          <span>{t('plan.own')}</span>
        </label>
        {at === OWN && (
          <input
            className={half['own']}
            type="text"
            maxLength={200}
            value={own}
            aria-label={`${label} ${t('plan.own')}`}
            onChange={(event) => write(event.target.value)}
          />
        )}
      </div>
    </fieldset>
  );
}
