import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import css from './notebook.module.css';

/** What the learner has found out so far. What is still unknown is only counted: its text would give it away. */
export function Notebook({ facts }: { facts: DialogueView['facts'] }) {
  const { t } = usePlayer();
  const blanks = facts.filter((fact) => !fact.found);
  return (
    <ul className={css['notes']}>
      {facts
        .filter((fact) => fact.found)
        .map((fact) => (
          <FactNote key={fact.id} fact={fact} />
        ))}
      {blanks.length > 0 && (
        <li className={css['blanks']}>
          {blanks.map((fact) => (
            <i key={fact.id} />
          ))}
          <span>{t('notebook.blanks', { count: blanks.length })}</span>
        </li>
      )}
    </ul>
  );
}

type NoteProps = { fact: DialogueView['facts'][number]; by?: string | undefined };

/** One fact that was found out; `by` is the agent's line that earned it. */
export function FactNote({ fact, by }: NoteProps) {
  const { t } = usePlayer();
  return (
    <li className={css['note']} data-focus={fact.focus}>
      <small>{t(`focus.${fact.focus}`)}</small>
      {fact.text}
      {by && <q className={css['by']}>{by}</q>}
    </li>
  );
}
