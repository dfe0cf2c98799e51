import { usePlayer, useSnapshot } from '#client/player/player-context.ts';
import css from './save-line.module.css';

/** Whether the work is saved, in words and truthfully. */
export function SaveLine() {
  const { data, session, lost, open, t } = usePlayer();
  const { save } = useSnapshot();
  const time = (atMs: number): string =>
    new Intl.DateTimeFormat(localeFor(data.course.language), { hour: 'numeric', minute: '2-digit' }).format(
      atMs,
    );
  const test = (
    <button type="button" className={css['again']} onClick={() => open('self-test')}>
      {t('save.self-test')}
    </button>
  );
  if (save.kind === 'refused') {
    return (
      <div className={`${css['line']} ${css['failed']}`}>
        <output className={css['told']}>
          <Mark path="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" />
          {t('save.refused')}
        </output>
        <button type="button" className={css['again']} onClick={() => open('receipt')}>
          {t('save.receipt')}
        </button>
        {test}
      </div>
    );
  }
  if (save.kind === 'failed') {
    return (
      <div className={`${css['line']} ${css['failed']}`}>
        <output className={css['told']}>
          <Mark path="M8 4.5v4.2M8 11.4v.1" />
          {t('save.failed')}
        </output>
        <button type="button" className={css['again']} onClick={session.save}>
          {t('save.again')}
        </button>
        {test}
      </div>
    );
  }
  // In a preview the banner has said it; where a run-time is missing it cannot be said too often.
  if (save.kind === 'preview' && !lost) return null;
  if (save.kind === 'saved') {
    return (
      <output className={css['line']}>
        <Mark path="M4.8 8.3 7 10.5l4.2-4.8" />
        {t('save.saved', { time: time(save.atMs) })}
      </output>
    );
  }
  return (
    <div className={css['line']}>
      <output>{t(`save.${save.kind}`)}</output>
      {lost && test}
    </div>
  );
}

/** The reader's own way of writing times where it is in the lesson's language: "en" alone would mean the American one. */
const localeFor = (language: string): string =>
  navigator.languages.find((own) => own.split('-')[0] === language.split('-')[0]) ?? language;

function Mark({ path }: { path: string }) {
  return (
    <svg className={css['mark']} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
