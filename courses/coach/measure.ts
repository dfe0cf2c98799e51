import { FOCUSES, FORMS, type Focus, type Form } from '#courses/format/words.ts';
import type { CompiledPack } from './compile-pack.ts';
import type { LabelledSet } from './labelled-set.ts';
import { readWords } from './read-words.ts';
import type { Reading, Scene } from './reading.ts';

/** One sentence, what it is said to be and what the coach made of it. */
export type Measured = {
  trade: string;
  split: LabelledSet['split'];
  language: string;
  text: string;
  note?: string;
  label: { form: Form; focus: Focus | null };
  read: Pick<Reading, 'form' | 'focus' | 'sure'>;
};

/**
 * How one class was read. Precision: of what was read so, how much is so. Recall: of what is so, how much was read so. Null
 * where there is nothing to divide by. `cantTell`: of what is so, how often the coach said that it cannot tell.
 */
export type ClassFigures = {
  name: string;
  count: number;
  precision: number | null;
  recall: number | null;
  cantTell: number | null;
};
export type Figures = {
  count: number;
  /** Share of sentences whose form, or focus, was read as labelled. */
  form: { agreement: number | null; classes: ClassFigures[] };
  focus: { agreement: number | null; cantTell: number | null; classes: ClassFigures[] };
};

/** In another language than the pack's the form is nobody's business: the coach should say that it cannot tell. */
const OTHER_LANGUAGE = 'other-language';

/** Reads every item of a labelled set. Throws an Error for an item that names a scene which the set does not have. */
export function readSet(
  pack: CompiledPack,
  { trade, split, language, scenes, items }: LabelledSet,
): Measured[] {
  return items.map(({ text, form, focus, scene, note }) => {
    const { form: readForm, focus: readFocus, sure } = readWords(pack, text, sceneOf(scenes, scene));
    return {
      trade,
      split,
      language,
      text,
      ...(note === undefined ? {} : { note }),
      label: { form, focus },
      read: { form: readForm, focus: readFocus, sure },
    };
  });
}

function sceneOf(scenes: LabelledSet['scenes'], scene: LabelledSet['items'][number]['scene']): Scene {
  if (scene === undefined) return {};
  if (typeof scene !== 'string') return scene;
  const found = scenes[scene];
  if (found) return found;
  throw new Error(
    `There is no scene "${scene}"; expected one of ${Object.keys(scenes).join(', ') || 'none'}.`,
  );
}

/** Precision, recall and can't-tell rate per class. What cannot be told counts as no answer, never as a wrong one. */
export function figuresOf(measured: readonly Measured[]): Figures {
  const formed = measured.filter(({ note }) => note !== OTHER_LANGUAGE);
  const asking = measured.filter(({ label }) => label.form !== 'statement');
  return {
    count: measured.length,
    form: {
      agreement: share(formed, ({ label, read }) => label.form === read.form),
      classes: FORMS.map((form) =>
        classFigures(
          form,
          formed,
          ({ label }) => label.form,
          ({ read }) => read.form,
        ),
      ),
    },
    focus: {
      agreement: share(measured, ({ label, read }) => label.focus === read.focus),
      cantTell: share(asking, isUntold),
      classes: [...FOCUSES, null].map((focus) =>
        classFigures(
          focus ?? 'none',
          measured,
          ({ label }) => label.focus ?? 'none',
          ({ read }) => read.focus ?? 'none',
        ),
      ),
    },
  };
}

const isUntold = ({ read }: Measured): boolean => !read.sure;

function classFigures(
  name: string,
  measured: readonly Measured[],
  labelOf: (item: Measured) => string,
  readOf: (item: Measured) => string,
): ClassFigures {
  const labelled = measured.filter((item) => labelOf(item) === name);
  const read = measured.filter((item) => readOf(item) === name);
  const agrees = (item: Measured) => labelOf(item) === readOf(item);
  return {
    name,
    count: labelled.length,
    precision: share(read, agrees),
    recall: share(labelled, agrees),
    cantTell: share(labelled, isUntold),
  };
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}
