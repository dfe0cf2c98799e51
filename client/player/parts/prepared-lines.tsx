import { usePlayer } from '#client/player/player-context.ts';
import { LineList } from './line-list.tsx';
import css from './prepared-lines.module.css';

type Props = { lines: readonly { id: string; text: string }[]; onSay: (id: string) => void };

/** Prepared lines, one press away from the field for own words; who has opened them sees them for the rest of the lesson. */
export function PreparedLines({ lines, onSay }: Props) {
  const { wishes, wish, t } = usePlayer();
  return (
    <div className={css['prepared']}>
      <button
        type="button"
        className={css['toggle']}
        aria-expanded={wishes.choose}
        onClick={() => wish({ choose: !wishes.choose })}
      >
        {t(wishes.choose ? 'own.hide' : 'own.choose')}
      </button>
      {wishes.choose && <LineList lines={lines} onSay={onSay} />}
    </div>
  );
}
