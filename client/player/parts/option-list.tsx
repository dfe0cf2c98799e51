import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { usePlayer } from '#client/player/player-context.ts';
import type { AnswerView } from '#courses/engine/types.ts';
import type { Confidence } from '#courses/format/words.ts';
import { Actions } from './actions.tsx';
import { ConfidencePicker } from './confidence-picker.tsx';
import css from './option-list.module.css';

type Props = { prompt: string; state: AnswerView; several?: boolean; confidence?: boolean };

/** Options to pick from, before the reveal. Asks for what is missing rather than holding a dead button. */
export function OptionList({ prompt, state, several = false, confidence = false }: Props) {
  const { session, t } = usePlayer();
  const [picked, setPicked] = useState<string[]>([]);
  const [sure, setSure] = useState<Confidence>();
  const [missing, setMissing] = useState<'missing.pick' | 'missing.confidence'>();
  const group = useId();
  const pick = (id: string, on: boolean): void => {
    setMissing(undefined);
    if (!several) setPicked([id]);
    else setPicked(on ? [...picked, id] : picked.filter((other) => other !== id));
  };
  const rate = (value: Confidence): void => {
    setMissing(undefined);
    setSure(value);
  };
  const answer = (event?: FormEvent): void => {
    event?.preventDefault();
    if (picked.length === 0) setMissing('missing.pick');
    else if (confidence && sure === undefined) setMissing('missing.confidence');
    else session.send({ type: 'pick', options: picked, ...(sure === undefined ? {} : { confidence: sure }) });
  };
  return (
    <form className={css['form']} onSubmit={answer}>
      <fieldset className="bare">
        <legend className="prompt">{prompt}</legend>
        {several && <p className="hint">{t('choice.several')}</p>}
        <div className={css['options']}>
          {state.options.map((option) => (
            <label key={option.id} className={css['option']}>
              <input
                type={several ? 'checkbox' : 'radio'}
                name={group}
                value={option.id}
                checked={picked.includes(option.id)}
                onChange={(event) => pick(option.id, event.target.checked)}
              />
              <span>{option.text}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {confidence && picked.length > 0 && <ConfidencePicker value={sure} onPick={rate} />}
      <Actions
        main={{ label: t('choice.check'), onPress: answer }}
        note={
          <p className="missing" role="alert">
            {missing && t(missing)}
          </p>
        }
      />
    </form>
  );
}
