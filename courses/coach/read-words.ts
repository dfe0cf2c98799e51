import { type Flag, type Focus, type Form, PERSON_FOCUSES } from '#courses/format/words.ts';
import { type Clause, clausesOf } from './clauses.ts';
import type { CompiledPack } from './compile-pack.ts';
import { focusOf } from './focus.ts';
import { echoesIn, flagsIn, type MoveFound, movesIn, type Noticed } from './moves.ts';
import type { Fired, Reading, Scene } from './reading.ts';
import { type Found, findRules, wordsOf } from './rules.ts';
import { readScene, type SceneWords } from './scene-words.ts';

const LONG = 25;
/** Of three words and more at least this share must be the language's, or it is taken for another language. */
const KNOWN_SHARE = 0.34;
const SHOWN = 3;
const HEARING: readonly string[] = ['acknowledge', 'name', 'validate', 'own'];

/**
 * Reads what a learner said: its form, what it asks about, flags and empathy moves, each with the words that decided it.
 * Pure and total: any string has a reading; `sure` is false where the rules cannot tell what it is about.
 */
export function readWords(pack: CompiledPack, text: string, scene: Scene = {}): Reading {
  const words = readScene(pack, scene);
  const clauses = clausesOf(pack, text);
  const asking = questionsIn(clauses);
  const question = asking.at(-1);
  const form = formOf(pack, text, asking);
  const about = aboutOf(pack, text, clauses, question, words);
  const known = isKnownLanguage(pack, clauses, words);
  const moves = movesOf(pack, clauses, words, known ? about.focus : null);
  const flags = flagsOf(pack, clauses, moves, question, words);
  const focus = known ? about.focus : null;
  const stated =
    !question && (focus !== null || flags.length > 0 || moves.length > 0 || countWords(clauses) > 1);
  return {
    form: form.form,
    focus,
    flags: [...new Set(flags.map(({ value }) => value))],
    moves: strengths(moves),
    fired: [
      ...form.fired,
      ...(known ? about.fired : []),
      ...flags.filter(({ to }) => to > 0).map((flag) => firedBy(text, `flag:${flag.value}`, flag)),
      ...moves.map((move) => firedBy(text, `move:${move.value}`, move)),
    ],
    sure: known && (focus !== null || stated),
    ...(known && about.fact !== undefined ? { fact: about.fact } : {}),
  };
}

/** What is asked; an echo with a question mark before the last question is none of its own: "So soon? What ...?" */
function questionsIn(clauses: readonly Clause[]): Clause[] {
  const asking = clauses.filter(({ asks }) => asks);
  return asking.filter((clause, index) => index === asking.length - 1 || !clause.bare);
}

function formOf(pack: CompiledPack, text: string, asking: readonly Clause[]): { form: Form; fired: Fired[] } {
  const question = asking.at(-1);
  if (!question) return { form: 'statement', fired: [] };
  if (asking.length > 1)
    return { form: 'multiple', fired: asking.map((clause) => whole(text, 'form:multiple', clause)) };
  const [best] = findRules(pack.forms, question.tokens).sort((a, b) => a.value.order - b.value.order);
  if (!best) return { form: 'closed', fired: [] };
  const { form } = best.value;
  return { form, fired: [firedBy(text, `form:${form}`, { clause: question, ...best })] };
}

type About = { focus: Focus | null; fired: Fired[]; fact?: string };

function aboutOf(
  pack: CompiledPack,
  text: string,
  clauses: readonly Clause[],
  question: Clause | undefined,
  scene: SceneWords,
): About {
  if (!question) return offeredIn(pack, text, clauses);
  const found = focusOf(pack, question.tokens, scene);
  if (!found) return { focus: null, fired: [] };
  const { focus, evidence, fact } = found;
  const fired = evidence
    .slice(0, SHOWN)
    .map((piece) => firedBy(text, `focus:${focus}`, { clause: question, ...piece }));
  return { focus, fired, ...(fact === undefined ? {} : { fact }) };
}

function offeredIn(pack: CompiledPack, text: string, clauses: readonly Clause[]): About {
  const found = clauses.flatMap((clause) =>
    findRules(pack.offers, clause.tokens).map((offer) => ({ ...offer, clause })),
  );
  const [best] = found.sort((a, b) => a.value.order - b.value.order);
  if (!best) return { focus: null, fired: [] };
  return { focus: best.value.focus, fired: [firedBy(text, `focus:${best.value.focus}`, best)] };
}

function movesOf(
  pack: CompiledPack,
  clauses: readonly Clause[],
  scene: SceneWords,
  focus: Focus | null,
): MoveFound[] {
  const said = clauses.flatMap((clause) => movesIn(pack, clause, scene));
  const question = clauses.findLast(({ asks }) => asks);
  if (!question || focus === null || !PERSON_FOCUSES.includes(focus)) return said;
  const strength = echoesIn(pack, question, scene).length > 0 ? 'specific' : 'generic';
  return [...said, { value: 'explore', clause: question, from: 0, to: question.tokens.length, strength }];
}

function flagsOf(
  pack: CompiledPack,
  clauses: readonly Clause[],
  moves: readonly MoveFound[],
  question: Clause | undefined,
  scene: SceneWords,
): Noticed<Flag>[] {
  const flags: Noticed<Flag>[] = [
    ...clauses.flatMap((clause) => echoesIn(pack, clause, scene)).slice(0, SHOWN),
    ...clauses.flatMap((clause) => flagsIn(pack, clause, scene)),
  ];
  const first = moves.find((move) => HEARING.includes(move.value) && isBefore(move, question));
  if (first) flags.push({ ...first, value: 'acknowledges' });
  const [clause] = clauses;
  if (clause && countWords(clauses) > LONG) flags.push({ value: 'too-long', clause, from: 0, to: 0 });
  return flags;
}

/** True for what is said in an earlier clause than the question, or in front of it in the same. */
const isBefore = (move: MoveFound, question: Clause | undefined): boolean =>
  question !== undefined && (move.clause !== question || move.from < question.preamble);

function strengths(moves: readonly MoveFound[]): Reading['moves'] {
  const made: Reading['moves'] = {};
  for (const { value, strength } of moves) if (made[value] !== 'specific') made[value] = strength;
  return made;
}

function isKnownLanguage(pack: CompiledPack, clauses: readonly Clause[], scene: SceneWords): boolean {
  const tokens = clauses.flatMap((clause) => clause.tokens);
  if (tokens.length < 3) return tokens.length > 0;
  const known = tokens.filter(
    ({ word, ids }) =>
      ids.size > 0 || pack.vocabulary.knows(word) || scene.own.has(word) || /^\d+$/.test(word),
  );
  return known.length / tokens.length >= KNOWN_SHARE;
}

/** Words as the learner wrote them: what one contraction stands for counts once. */
const countWords = (clauses: readonly Clause[]): number =>
  new Set(clauses.flatMap(({ tokens }) => tokens.map(({ at }) => at))).size;

const firedBy = (
  text: string,
  decision: string,
  { clause, from, to }: { clause: Clause } & Pick<Found<unknown>, 'from' | 'to'>,
): Fired => ({ decision, ...wordsOf(text, clause.tokens, from, to) });

const whole = (text: string, decision: string, clause: Clause): Fired =>
  firedBy(text, decision, { clause, from: 0, to: clause.tokens.length });
