import { usePlayer } from '#client/player/player-context.ts';
import type { MessageKey } from '#client/player/translate.ts';
import { useCoach } from '#client/player/use-coach.ts';
import type { Fired, Scene } from '#courses/coach/reading.ts';
import type { OwnWords } from '#courses/engine/types.ts';
import css from './reading-note.module.css';

type Props = {
  own: OwnWords;
  scene: Scene;
  /** Shows the words also when none of them told anything, or when they were not kept. */
  full?: boolean;
};

/** What the coach understood of the learner's own words, which of them made it think so, and what else it noticed. */
export function ReadingNote({ own, scene, full = false }: Props) {
  const { t } = usePlayer();
  const coach = useCoach();
  const { text, labelled } = own;
  const about = aboutOf(own);
  const notes = notesOf(own);
  const fired = text === undefined || labelled ? [] : (coach(text, scene)?.fired ?? []).filter(isTelling);
  return (
    <div className={css['note']}>
      {(full || fired.length > 0) && (
        <p className={css['words']}>
          {fired.length > 0 && <span className="visually-hidden">{t('read.because')} </span>}
          <Marked text={text ?? t('own-words.gone')} fired={fired} />
        </p>
      )}
      {about.length > 0 && <p>{about.map((key) => t(key)).join(' ')}</p>}
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

/** What was decided by a few words. A form, or asking on, is in the whole sentence, and marks nothing in it. */
const isTelling = ({ decision }: Fired): boolean => !/^form:|:explore$/.test(decision);

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

/** What it was about, and for a question the rules have read how it was put: told, not judged. */
function aboutOf({ focus, form, labelled, moves, specific, flags }: OwnWords): MessageKey[] {
  if (focus === undefined) {
    if (specific) return ['read.said'];
    return moves.length + flags.length > 0 ? [] : ['read.nothing'];
  }
  if (labelled) return [`read.meant.${focus}`];
  if (form === 'statement') return [focus === 'solution' ? 'read.asked.solution' : 'read.told'];
  const hinders = form === 'multiple' || form === 'loaded' || form === 'leading';
  return hinders ? [`read.asked.${focus}`] : [`read.asked.${focus}`, `read.form.${form}`];
}

/** Flags in the order in which they are told: what to do otherwise first, then what went well. */
const TOLD = ['judgemental', 'canned', 'assumes-emotion', 'too-long', 'echo', 'acknowledges'] as const;

function notesOf({ form, flags, moves, specific, focus }: OwnWords): MessageKey[] {
  const [put] = (['multiple', 'leading', 'loaded'] as const).filter((known) => known === form);
  // Blame is told once, and what is canned or an echo says the same as the note after it.
  const told = TOLD.filter((flag) => flags.includes(flag))
    .filter((flag) => flag !== 'judgemental' || put !== 'loaded')
    .filter((flag) => flag !== 'acknowledges' || !(flags.includes('canned') || flags.includes('echo')));
  const taken = told.some((flag) => flag === 'canned' || flag === 'echo');
  const stated = focus === undefined && moves.length > 0 && !taken;
  return [
    ...(put ? [`read.${put}` as const] : []),
    ...told.map((flag) => `read.${flag}` as const),
    ...(stated ? [specific ? ('read.specific' as const) : ('read.generic' as const)] : []),
  ];
}
