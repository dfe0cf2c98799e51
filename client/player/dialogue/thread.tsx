import { useEffect, useRef } from 'react';
import { withKeys } from '#client/player/parts/with-keys.ts';
import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView, SpokenLine } from '#courses/engine/types.ts';
import css from './thread.module.css';

/** `turn` changes with everything that is said, also when a decision is taken again; '' before the first. */
type Props = { view: DialogueView; moving: boolean; turn: string };

/** The conversation so far. The newest exchange is large and in view; what was said before stays above it. */
export function Thread({ view, moving, turn }: Props) {
  const { t } = usePlayer();
  const newest = useRef<HTMLLIElement>(null);
  const latest = view.said.length - 1;
  useEffect(() => {
    if (turn !== '') newest.current?.scrollIntoView({ block: 'start' });
  }, [turn]);
  const first = view.lines.findIndex((line) => line.decision === latest);
  return (
    <ol
      className={css['thread']}
      data-moving={moving}
      aria-label={t('thread.label', { name: view.customer.name })}
    >
      {withKeys(view.lines).map(({ key, item: line, at }) => (
        <li
          key={key}
          ref={at === first ? newest : undefined}
          className={css['line']}
          data-who={line.who}
          data-new={line.decision === latest}
          style={{ animationDelay: `calc(var(--quick) * ${Math.max(0, at - first) * 2})` }}
        >
          <p className={css['words']}>
            <span className="visually-hidden">
              {line.who === 'agent' ? t('who.agent') : `${view.customer.name}:`}{' '}
            </span>
            {line.text}
          </p>
          <Found line={line} facts={view.facts} />
        </li>
      ))}
    </ol>
  );
}

/** The moment a fact is earned, at the very words that carried it. */
function Found({ line, facts }: { line: SpokenLine; facts: DialogueView['facts'] }) {
  const { t } = usePlayer();
  const found = facts.filter((fact) => line.found.includes(fact.id));
  return found.map((fact) => (
    <p key={fact.id} className={css['found']} data-focus={fact.focus}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3 1.5h7l3 3v10H3z" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="m5.2 9 2 2 3.6-4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      <span>
        <b>{t(fact.focus === 'impact' ? 'found.impact' : 'found.fact')}</b> {fact.text}
      </span>
    </p>
  ));
}
