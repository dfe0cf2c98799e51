import { usePlayer } from '#client/player/player-context.ts';
import type { Focus } from '#courses/format/words.ts';
import { FocusHeading } from './focus-heading.tsx';
import { FocusPicker } from './focus-picker.tsx';
import css from './meant-picker.module.css';

type Props = {
  /** The words in question; absent where they were not kept. */
  text?: string | undefined;
  title: string;
  hint: string;
  except?: Focus | undefined;
  onMeant: (focus: Focus) => void;
  onBack: () => void;
};

/** The learner says what they meant. It stands in for the rules where they cannot tell, and is never counted as wrong. */
export function MeantPicker({ text, title, hint, except, onMeant, onBack }: Props) {
  const { t } = usePlayer();
  return (
    <section className={css['meant']}>
      <FocusHeading focus className={css['title']}>
        {title}
      </FocusHeading>
      {text && <q className={css['words']}>{text}</q>}
      <p className="hint">{hint}</p>
      <FocusPicker onPick={onMeant} except={except} />
      <button type="button" className="button" onClick={onBack}>
        {t('meant.back')}
      </button>
    </section>
  );
}
