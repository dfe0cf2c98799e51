/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- the area that scrolls sideways needs one, see below */
import { useTranslation } from 'react-i18next';
import { useMedia } from '#client/ui/use-media.ts';
import type { CallLogView } from '#server/contract/raw-data.ts';
import { LongText } from './long-text.tsx';
import styles from './raw-data.module.css';

type Call = CallLogView['calls'][number];
type Props = { calls: readonly Call[]; errorWords: (error: string) => string };

/** Calls in their order: a table where there is room, else one block a call. */
export function CallTable(props: Props) {
  return useMedia('(width >= 48em)') ? <WideTable {...props} /> : <Blocks {...props} />;
}

function WideTable({ calls, errorWords }: Props) {
  const { t } = useTranslation();
  return (
    // An area that scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the area scrolls sideways
    <section className={styles.scroll} tabIndex={0} aria-label={t('rawData.table')}>
      <table className={styles.calls}>
        <caption className="visually-hidden">{t('rawData.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rawData.at')}</th>
            <th scope="col">{t('rawData.call')}</th>
            <th scope="col">{t('rawData.value')}</th>
            <th scope="col">{t('rawData.answer')}</th>
            <th scope="col">{t('rawData.error')}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id} className={isFailed(call) ? styles.failed : undefined}>
              <td className={styles.number}>{secondsOf(call)}</td>
              <td>
                <CallName call={call} />
              </td>
              <td>{isValueShown(call) && <Shown text={call.value} />}</td>
              <td>
                <Shown text={call.result} />
              </td>
              <td>
                <ErrorCell call={call} errorWords={errorWords} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Blocks({ calls, errorWords }: Props) {
  const { t } = useTranslation();
  return (
    <ol className={styles.blocks} aria-label={t('rawData.table')}>
      {calls.map((call) => (
        <li key={call.id} className={isFailed(call) ? styles.failed : undefined}>
          <p className={styles.blockHead}>
            <CallName call={call} />
            <span className={styles.soft}>{secondsOf(call)}</span>
          </p>
          {isValueShown(call) && <Shown text={call.value} />}
          <p className={styles.blockAnswer}>
            <span className={styles.soft}>{t('rawData.answer')}</span> <Shown text={call.result} />
          </p>
          {isFailed(call) && <ErrorCell call={call} errorWords={errorWords} />}
        </li>
      ))}
    </ol>
  );
}

/** Only what was set: a call that reads has no value of its own. */
const isValueShown = ({ name, value }: Call): boolean => name.endsWith('SetValue') || value !== '';
const isFailed = ({ error }: Call): boolean => error !== '' && error !== '0';
const secondsOf = ({ atMs }: Call): string => `${(atMs / 1000).toFixed(1)} s`;

function CallName({ call: { name, element } }: { call: Call }) {
  return (
    <span className={styles.callName}>
      <code className={styles.code} dir="ltr">
        {name}
      </code>
      {element !== '' && (
        <code className={`${styles.code} ${styles.element}`} dir="ltr">
          {element}
        </code>
      )}
    </span>
  );
}

/** A value, `null` where it is hidden. */
function Shown({ text }: { text: string | null }) {
  const { t } = useTranslation();
  if (text === null) return <span className={styles.soft}>{t('rawData.hiddenCell')}</span>;
  if (text === '') return <span className={styles.soft}>{t('rawData.empty')}</span>;
  return <LongText text={text} />;
}

function ErrorCell({ call, errorWords }: { call: Call; errorWords: (error: string) => string }) {
  if (!isFailed(call)) return null;
  return (
    <span className={styles.errorCell}>
      <strong>{call.error}</strong> {errorWords(call.error)}
    </span>
  );
}
