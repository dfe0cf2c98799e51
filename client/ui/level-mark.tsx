import styles from './level-mark.module.css';

type Level = 'not-started' | 'practising' | 'can-now' | 'can-later';

type Props = { level: Level; text: string; impact?: boolean; hideText?: boolean };

/**
 * How far someone is, as a shape and in words: an empty ring, half a disc, a full disc, a full disc that has left a ring.
 * `impact` gives the shape the signal colour, which only the tip about impact may have.
 */
export function LevelMark({ level, text, impact = false, hideText = false }: Props) {
  const started = level !== 'not-started';
  const tone = impact && started ? styles.impact : '';
  return (
    <span className={`${styles.mark} ${started ? tone : styles.none}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <LevelShape level={level} />
      </svg>
      <span className={hideText ? 'visually-hidden' : undefined}>{text}</span>
    </span>
  );
}

function LevelShape({ level }: { level: Level }) {
  if (level === 'not-started')
    return (
      <circle
        cx="12"
        cy="12"
        r="7.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray="3.2 2.7"
      />
    );
  if (level === 'practising')
    return (
      <>
        <circle cx="12" cy="12" r="7.5" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M4.500 12a7.500 7.500 0 0 0 15 0z" fill="currentColor" />
      </>
    );
  if (level === 'can-now') return <circle cx="12" cy="12" r="8.5" fill="currentColor" />;
  return (
    <>
      <circle cx="12" cy="12" r="6" fill="currentColor" />
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" strokeWidth="2.2" />
    </>
  );
}
