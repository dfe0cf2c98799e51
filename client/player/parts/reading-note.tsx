import { usePlayer } from '#client/player/player-context.ts';
import type { Fired, Reading } from '#courses/coach/reading.ts';
import type { OwnWords } from '#courses/engine/types.ts';
import css from './reading-note.module.css';

type Props = { own: OwnWords; reading: Reading | undefined };

/** What the coach understood of the learner's own words, which of them made it think so, and what else it noticed. */
export function ReadingNote({ own, reading }: Props) {
  const { t } = usePlayer();
  const notes = notesOf(own);
  const fired = own.labelled
    ? []
    : (reading?.fired ?? []).filter(({ decision }) => /^(focus|flag|move):/.test(decision));
  return (
    <div className={css['note']}>
      <p>{t(aboutOf(own))}</p>
      {own.text && fired.length > 0 && (
        <p className={css['words']}>
          <span className="visually-hidden">{t('read.because')} </span>
          <Marked text={own.text} fired={fired} />
        </p>
      )}
      {notes.length > 0 && (
        <ul>
          {notes.map((note) => (
            <li key={note}>{t(note)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The words with those that decided something marked; they touch or overlap only once. */
function Marked({ text, fired }: { text: string; fired: readonly Fired[] }) {
  const spans = fired
    .map(({ at, words }) => ({ at, end: at + words.length }))
    .filter(({ at, end }) => at < end && end <= text.length)
    .sort((a, b) => a.at - b.at || b.end - a.end);
  const apart: { at: number; end: number }[] = [];
  for (const span of spans) if (span.at >= (apart.at(-1)?.end ?? 0)) apart.push(span);
  let done = 0;
  const pieces = apart.flatMap(({ at, end }) => {
    const piece = [text.slice(done, at), <mark key={at}>{text.slice(at, end)}</mark>];
    done = end;
    return piece;
  });
  return (
    <>
      {pieces}
      {text.slice(done)}
    </>
  );
}

type Note =
  `read.${'multiple' | 'canned' | 'judgemental' | 'loaded' | 'leading' | 'too-long' | 'assumes-emotion' | 'echo' | 'acknowledges' | 'specific' | 'generic'}`;

function aboutOf({ focus, labelled, moves }: OwnWords) {
  if (focus === undefined) return moves.length > 0 ? ('read.said' as const) : ('read.nothing' as const);
  return labelled ? (`read.meant.${focus}` as const) : (`read.asked.${focus}` as const);
}

/** What to do otherwise first, then what went well. */
function notesOf({ form, flags, moves, specific, focus }: OwnWords): Note[] {
  const notes: (Note | false)[] = [
    form === 'multiple' && 'read.multiple',
    flags.includes('judgemental') ? 'read.judgemental' : form === 'loaded' && 'read.loaded',
    form === 'leading' && 'read.leading',
    flags.includes('canned') && 'read.canned',
    flags.includes('assumes-emotion') && 'read.assumes-emotion',
    flags.includes('too-long') && 'read.too-long',
    flags.includes('echo') && 'read.echo',
    flags.includes('acknowledges') &&
      !flags.includes('canned') &&
      !flags.includes('echo') &&
      'read.acknowledges',
    focus === undefined &&
      moves.length > 0 &&
      (specific ? 'read.specific' : !flags.includes('canned') && 'read.generic'),
  ];
  return notes.filter((note) => note !== false);
}
