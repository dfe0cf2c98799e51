import { useState } from 'react';
import { useCopy } from '#client/player/parts/use-copy.ts';
import { withKeys } from '#client/player/parts/with-keys.ts';
import { usePlayer, useSnapshot } from '#client/player/player-context.ts';
import { callLines, type Fact, placeInWords, reportText } from './report.ts';
import { runSelfTest } from './run-self-test.ts';
import css from './self-test.module.css';

/** Says whether package or LMS is at fault when saving does not work, and shows the calls that prove it. */
export function SelfTest() {
  const { data, connection, lost, session, t } = usePlayer();
  const run = () => {
    const { left, save } = session.snapshot();
    return runSelfTest(connection, { lost, ended: left, review: save.kind === 'review' });
  };
  const { left } = useSnapshot();
  const [tested, setTested] = useState(run);
  const { copied, copy } = useCopy();
  const { verdict, calls, stored } = tested;
  const facts: Fact[] = [
    [t('receipt.lesson'), `${data.course.id} / ${data.lesson.id}`],
    [t('self-test.version'), data.version?.slice(0, 12) ?? t('self-test.no-version')],
    [t('self-test.edition'), data.edition === 'none' ? '\u2013' : `SCORM ${data.edition}`],
    [t('self-test.api'), placeInWords(connection, t)],
    [t('self-test.state'), t('self-test.characters', { count: stored })],
  ];
  return (
    <>
      <p>{t('self-test.about')}</p>
      <section className={css['verdict']} data-fault={verdict.fault} aria-live="polite">
        <h2>{t(`self-test.fault.${verdict.fault}`)}</h2>
        <p>{t(verdict.key, verdict.values)}</p>
        {verdict.shownBy !== undefined && (
          <p className={css['shown']}>{t('self-test.shown-by', { call: verdict.shownBy })}</p>
        )}
      </section>
      <div className={css['buttons']}>
        {!left && (
          <button type="button" className="button" onClick={() => setTested(run())}>
            {t('self-test.again')}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => void copy(reportText(verdict, facts, calls, t))}
        >
          {t('self-test.copy')}
        </button>
        <output className="hint">
          {copied === undefined
            ? t('self-test.private')
            : t(copied ? 'receipt.copied' : 'receipt.not-copied')}
        </output>
      </div>
      <section className={css['facts']}>
        <h2>{t('self-test.facts')}</h2>
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={css['calls']}>
        <h2>{t('self-test.calls')}</h2>
        <p className="hint">{t(calls.length === 0 ? 'self-test.calls-none' : 'self-test.masked')}</p>
        <ol dir="ltr">
          {withKeys(callLines(calls, t)).map(({ key, item }) => (
            <li key={key} data-bad={item.bad}>
              <code>{item.call}</code> <span>{item.answer}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
