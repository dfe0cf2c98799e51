import { useRef } from 'react';
import { usePlayer, useSnapshot } from '#client/player/player-context.ts';
import css from './header.module.css';
import { useDismiss } from './use-dismiss.ts';

/** Where the learner is in the lesson, the way back to any step they have reached, and the way out. */
export function Header({ atResult, onExit }: { atResult: boolean; onExit: () => void }) {
  const { data, go, t } = usePlayer();
  const { view } = useSnapshot();
  const list = useRef<HTMLDetailsElement>(null);
  useDismiss(list);
  const open = (step: string): void => {
    if (list.current !== null) list.current.open = false;
    go(step);
  };
  return (
    <header className={css['header']}>
      <div className={css['row']}>
        <details ref={list} className={css['steps']}>
          <summary className={css['summary']}>
            <span>
              {atResult ? t('steps.result') : t('steps.place', { at: view.index + 1, total: view.total })}
            </span>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d="m2.5 4.5 3.5 3.5 3.5-3.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </summary>
          <nav className={css['panel']} aria-label={t('steps.list')}>
            <p className={css['lesson']}>{data.lesson.title}</p>
            <ol>
              {view.steps.map((step, at) => (
                <li key={step.id}>
                  <button
                    type="button"
                    disabled={!step.reached}
                    aria-current={at === view.index ? 'step' : undefined}
                    onClick={() => open(step.id)}
                  >
                    <span>{step.title || t(`kind.${step.kind}`)}</span>
                    <small>{stateOf(step)}</small>
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        </details>
        <button type="button" className={css['exit']} onClick={onExit}>
          {t('exit')}
        </button>
      </div>
      <div className={css['track']} aria-hidden="true">
        {view.steps.map((step, at) => (
          <i key={step.id} data-state={step.done ? 'done' : 'open'} data-here={at === view.index} />
        ))}
      </div>
    </header>
  );

  function stateOf(step: (typeof view.steps)[number]): string {
    if (step.done) return t('steps.done');
    return step.reached ? t('steps.open') : t('steps.ahead');
  }
}
