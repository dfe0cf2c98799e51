import { usePlayer } from '#client/player/player-context.ts';
import { FOCUSES, type Focus, PERSON_FOCUSES } from '#courses/format/words.ts';
import css from './focus-picker.module.css';
import pills from './pills.module.css';

/** Questions about the thing and questions about the person: the one difference this product teaches. */
export const ABOUT: { group: 'thing' | 'person'; focuses: readonly Focus[] }[] = [
  { group: 'thing', focuses: FOCUSES.filter((focus) => !PERSON_FOCUSES.includes(focus)) },
  { group: 'person', focuses: PERSON_FOCUSES },
];

type Props = {
  onPick: (value: Focus) => void;
  /** What the words are taken for already. */
  except?: Focus | undefined;
};

/** The learner says what their own words are about; one press answers. */
export function FocusPicker({ onPick, except }: Props) {
  const { t } = usePlayer();
  return (
    <div className={css['groups']}>
      {ABOUT.map(({ group, focuses }) => (
        <fieldset key={group} className={css['group']}>
          <legend>{t(`about.${group}`)}</legend>
          <div className={pills['pills']}>
            {focuses.map(
              (focus) =>
                focus !== except && (
                  <button key={focus} type="button" className={pills['pill']} onClick={() => onPick(focus)}>
                    {t(`focus.${focus}`)}
                  </button>
                ),
            )}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
