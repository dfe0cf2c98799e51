import type { Face } from '#courses/format/dialogue.ts';
import { MOODS, type Mood } from '#courses/format/words.ts';
import { Features } from './portrait/features.tsx';
import { LOOKS } from './portrait/looks.ts';
import css from './portrait/portrait.module.css';
import * as shapes from './portrait/shapes.ts';

const nameSum = (name: string): number =>
  Array.from(name, (letter) => letter.codePointAt(0) ?? 0).reduce((sum, code) => sum + code, 0);

type Props = {
  face: Face;
  mood: Mood;
  name: string;
  label: string;
  className?: string | undefined;
  /** Counts what was said: with every new number the face blinks and breathes. */
  beat?: number;
};

type Colours = { skin: string; shade: string; cloth: string; cover: string; hair: string; collar: string };

/** The same person always wears the same. */
function coloursOf(face: Face, name: string): Colours {
  const sum = nameSum(name);
  const skin = shapes.SKIN[face.skin - 1] ?? '#dda67f';
  const pick = (at: number): string => shapes.CLOTHES[at % shapes.CLOTHES.length] ?? '#6f757c';
  return {
    skin,
    shade: `color-mix(in srgb, ${skin} 76%, #2a1208)`,
    cloth: pick(sum),
    // never the colour of the clothes
    cover: pick(sum + 1 + (sum % 4)),
    hair: shapes.HAIR[face.hairColour],
    collar: shapes.COLLARS[sum % 3] ?? '',
  };
}

const darker = (colour: string): string => `color-mix(in srgb, ${colour} 72%, #10202b)`;

/** What lies behind head and shoulders. */
function Behind({ face, cover, colours }: { face: Face; cover: Face['cover']; colours: Colours }) {
  if (cover === 'headscarf') return <path d={shapes.COVERS.headscarf.back} fill={darker(colours.cover)} />;
  const hidden = cover === 'turban' || (cover === 'cap' && face.hair === 'bun');
  return hidden ? null : <path d={shapes.BACK[face.hair]} fill={colours.hair} />;
}

/** What lies over the forehead: hair, or what is worn on it. */
function Over({ face, cover, colours }: { face: Face; cover: Face['cover']; colours: Colours }) {
  if (cover === undefined) {
    const fringe = face.hair === 'bald' && face.age === 'older' ? shapes.FRINGE : undefined;
    return <path d={shapes.FRONT[face.hair] ?? fringe} fill={colours.hair} />;
  }
  const { front, folds } = shapes.COVERS[cover];
  return (
    <>
      <path d={front} fill={colours.cover} fillRule="evenodd" />
      <path d={folds} fill="none" stroke={darker(colours.cover)} strokeWidth="1.3" />
    </>
  );
}

/** A customer's face, drawn from data: brows, eyes and mouth move with the mood. `label` says in words who it is and how they feel. */
export function Portrait({ face, mood, name, label, className = '', beat = 0 }: Props) {
  const cover = face.hair === 'covered' ? 'headscarf' : face.cover;
  const colours = coloursOf(face, name);
  const { skin, shade, cloth } = colours;
  return (
    <svg
      className={`${css['portrait']} ${className}`}
      viewBox="0 0 96 96"
      // A drawing made of data cannot be an img element.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="img"
      aria-label={label}
      data-beat={(beat + MOODS.indexOf(mood) + 2) % 2}
    >
      <circle className={css['back']} cx="48" cy="48" r="48" />
      <g strokeLinecap="round" strokeLinejoin="round" transform="matrix(1.12 0 0 1.12 -5.76 -3.6)">
        <Behind face={face} cover={cover} colours={colours} />
        <path d={shapes.SHOULDERS} fill={cloth} />
        <path d="M40.5 64h15v14.5q-7.5 6.5-15 0z" fill={shade} />
        <path d={colours.collar} fill="none" stroke={darker(cloth)} strokeWidth="2.2" />
        <g className={css['breath']}>
          {cover !== 'headscarf' && <path d={shapes.EARS} fill={skin} stroke={shade} strokeWidth="1" />}
          <path d={shapes.HEAD[face.age]} fill={skin} />
          <Features look={LOOKS[mood]} face={face} skin={skin} shade={shade} />
          <Over face={face} cover={cover} colours={colours} />
          {face.hearingAid && <path d={shapes.HEARING_AID} fill="none" stroke="#e8ecef" strokeWidth="2" />}
          {face.glasses && (
            <path d={shapes.GLASSES} fill="rgb(255 255 255 / 0.16)" stroke="#26303a" strokeWidth="1.5" />
          )}
        </g>
      </g>
    </svg>
  );
}
