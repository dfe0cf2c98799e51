import type { Face } from '#courses/format/dialogue.ts';
import type { Mood } from '#courses/format/words.ts';

const SKIN = ['#f7dac6', '#efc3a2', '#dba47e', '#b97d57', '#96633f', '#6f4630'];
const HAIR = {
  black: '#211f24',
  brown: '#5b3b28',
  fair: '#cfa45a',
  red: '#9f4b27',
  grey: '#8a9097',
  white: '#e6e7e6',
};
/** Quiet clothes; none comes near the colour of impact. */
const CLOTHES = ['#3f6f86', '#5b6b4a', '#7a5c3a', '#51567d', '#2f6b63', '#6a6f76'];

type Brow = [inner: number, outer: number, bend: number];
type Eyes = 'open' | 'wide' | 'narrow' | 'down' | 'shut';
type Look = { brows: [left: Brow, right: Brow]; eyes: Eyes; mouth: string; open?: boolean; tear?: boolean };

const both = (brow: Brow): [Brow, Brow] => [brow, brow];

/** Heights are offsets from a level brow in units of the 96 x 96 drawing, up is negative. */
const LOOKS: Record<Mood, Look> = {
  calm: { brows: both([0, 0, -2]), eyes: 'open', mouth: 'M41 64.5q7 3 14 0' },
  worried: { brows: both([-4, 1.5, -0.5]), eyes: 'wide', mouth: 'M41.5 66.5q3.2-2.6 6.5-.8t6.5-.8' },
  annoyed: {
    brows: [
      [2.2, -0.5, 0],
      [1.2, -3.5, -1],
    ],
    eyes: 'narrow',
    mouth: 'M41.5 66.2q6 .6 13-2.2',
  },
  angry: {
    brows: both([4.2, -2.6, 0.4]),
    eyes: 'narrow',
    mouth: 'M41 68q7-5.6 14 0q-7-1.8-14 0z',
    open: true,
  },
  upset: { brows: both([-4.6, 2.2, 0]), eyes: 'down', mouth: 'M41.5 68q6.5-5.4 13 0', tear: true },
  confused: {
    brows: [
      [1.4, 0.6, -1],
      [-4.6, -3.6, -2.4],
    ],
    eyes: 'wide',
    mouth: 'M43 66.8q4.5-3.6 10.5-1.2',
  },
  relieved: { brows: both([-2.2, 0.6, -1.6]), eyes: 'shut', mouth: 'M40.5 63.8q7.5 5 15 0' },
  pleased: {
    brows: both([-2.4, -1.2, -2.6]),
    eyes: 'open',
    mouth: 'M39.5 63q8.5 9.5 17 0q-8.5 2.2-17 0z',
    open: true,
  },
};

/** Brow from the nose outwards; `side` -1 is the left of the picture. */
const brow = ([inner, outer, bend]: Brow, side: -1 | 1): string =>
  `M${48 + side * 5} ${43.5 + inner}Q${48 + side * 10} ${42 + (inner + outer) / 2 + bend} ${48 + side * 15} ${43.5 + outer}`;

function Eye({ x, eyes, lid }: { x: number; eyes: Eyes; lid: string }) {
  if (eyes === 'shut')
    return <path d={`M${x - 4} 50.5q4 3.4 8 0`} fill="none" stroke="#1c1b20" strokeWidth="1.9" />;
  const tall = { open: 3.4, wide: 4.2, narrow: 2.5, down: 3 }[eyes];
  return (
    <>
      <ellipse cx={x} cy="50.5" rx="4.2" ry={tall} fill="#fff" />
      <circle cx={x} cy={eyes === 'down' ? 51.9 : 50.6} r="2.25" fill="#1c1b20" />
      {eyes !== 'wide' && <path d={`M${x - 5} ${51 - tall}q5-1.8 10 0v-2.5h-10z`} fill={lid} />}
      <path
        d={`M${x - 4.6} ${50.7 - tall * 0.75}q4.6-2 9.2 0`}
        fill="none"
        stroke="#1c1b20"
        strokeWidth="1.3"
      />
    </>
  );
}

const HAIR_BACK: Partial<Record<Face['hair'], string>> = {
  long: 'M24 48c-2-22 9-34 24-34s26 12 24 34c-.8 10 .5 20 3.5 27H20.5c3-7 4.3-17 3.5-27z',
  bun: 'M48 18a10 9 0 1 0-.1 0z',
  curly:
    'M28.5 60c-6-2-8-9-5-13-4-5-1-12 4-13 0-7 6-12 12-11 4-6 13-7 18-2 7-1 13 5 12 12 5 2 7 9 3 13 3 5 0 12-5 13z',
  covered: 'M22 52c-2-24 9-38 26-38s28 14 26 38c-.6 9 1 19 6 29H16c5-10 6.6-20 6-29z',
};

const HAIR_FRONT: Partial<Record<Face['hair'], string>> = {
  short:
    'M27.5 47c-3-18 6-30 20.5-30s23.5 12 20.5 30c-1.4-5-2.5-9-5-12-9 1.5-19-.5-25.5-5-3.5 4-8 8-10.5 17z',
  long: 'M28 50c-3-20 6-32 20-32s23 12 20 32c-1.5-8-5-13-10.5-17.5C50 36 38 37 33 37c-2.5 3-4.2 7-5 13z',
  bun: 'M27.5 47c-2-18 7-29 20.5-29s22.5 11 20.5 29c-2-8-9-15.5-20.5-15.5S29.5 39 27.5 47z',
  curly:
    'M29 44c-3-3-2-8 1-9 0-5 5-8 9-6 3-4 9-4 11-1 4-3 10-1 11 4 5 0 8 6 6 10-2-2-5-2-6-5-3 1-6 0-7-2-3 2-7 2-9-1-3 3-7 3-9 1-1 4-4 7-7 9z',
  covered:
    'M27 56c-4-24 6-38 21-38s25 14 21 38c-1-14-8-23.5-21-23.5S28 42 27 56zM30 66c4 9 10 13 18 13s14-4 18-13l5 15H25z',
};

const BEARD =
  'M28.2 53c1 14 9 25 19.8 25s18.8-11 19.8-25c-2 5-5 7-8 7-3 0-5-2.5-11.8-2.5S39 60 36.2 60c-3 0-6-2-8-7z';
const GLASSES = 'M31.5 46.5h12.5q.8 9.5-6 9.5t-6.5-9.5zM52 46.5h12.5q.3 9.5-6.5 9.5t-6-9.5zM44 48.5q4-2 8 0';

function Age({ age, line }: { age: Face['age']; line: string }) {
  if (age === 'young') return null;
  const lines = age === 'middle' ? 'M37.5 61.5q-1.6 2.6-.6 5M58.5 61.5q1.6 2.6.6 5' : '';
  const older =
    'M36.5 60q-2 3.2-.7 7M59.5 60q2 3.2.7 7M34 55q3.5 2 7.5.6M54.5 55.6q4 1.4 7.5-.6M41 34.5q7-1.6 14 0M42.5 38q5.5-1.2 11 0';
  return <path d={lines || older} fill="none" stroke={line} strokeWidth="1.1" />;
}

const nameSum = (name: string): number =>
  Array.from(name, (letter) => letter.codePointAt(0) ?? 0).reduce((sum, code) => sum + code, 0);

const ROUND = { clipPath: 'circle(50%)' };

type Props = { face: Face; mood: Mood; name: string; label: string; className?: string | undefined };

/** The head without its features; `cover` is what lies over it, hair or cloth. */
function Head({
  face,
  cloth,
  cover,
  skin,
  shade,
}: {
  face: Face;
  cloth: string;
  cover: string;
  skin: string;
  shade: string;
}) {
  return (
    <>
      {HAIR_BACK[face.hair] && <path d={HAIR_BACK[face.hair]} fill={cover} />}
      <path d="M10 98c1-14 12-20 26-22q12 8 24 0c14 2 25 8 26 22z" fill={cloth} />
      <path d="M40 66h16v11q-8 7-16 0z" fill={shade} />
      {face.hair !== 'covered' && (
        <path
          d="M26.5 47a4 5 0 0 0 1.5 10M69.5 47a4 5 0 0 1-1.5 10"
          fill={skin}
          stroke={shade}
          strokeWidth="1.2"
        />
      )}
      <path d="M27.5 45c0-16 8.5-25 20.5-25s20.5 9 20.5 25c0 17-9 30-20.5 30S27.5 62 27.5 45z" fill={skin} />
      {face.beard && <path d={BEARD} fill={HAIR[face.hairColour]} />}
    </>
  );
}

function Features({ look, face, skin, shade }: { look: Look; face: Face; skin: string; shade: string }) {
  const hidden = face.hair === 'covered' || face.hair === 'bald';
  const brows = hidden ? '#3a2a20' : `color-mix(in srgb, ${HAIR[face.hairColour]} 70%, #000)`;
  const [left, right] = look.brows;
  // Lips must stand out from dark skin and from a beard as well.
  const lips = face.skin >= 5 && !face.beard ? '#d3907f' : '#7d3a35';
  return (
    <>
      <Eye x={38} eyes={look.eyes} lid={skin} />
      <Eye x={58} eyes={look.eyes} lid={skin} />
      <path d={brow(left, -1) + brow(right, 1)} fill="none" stroke={brows} strokeWidth="2.3" />
      <path d="M48 51.5q-2.6 5-2 6.8 1.6 1.2 3.4.5" fill="none" stroke={shade} strokeWidth="1.5" />
      <path d={look.mouth} fill={look.open ? '#5e1d20' : 'none'} stroke={lips} strokeWidth="1.9" />
      {look.tear && <path d="M34.5 55.5q-2.6 4.2 0 5 2.6-.8 0-5z" fill="#8cc4e6" />}
    </>
  );
}

/** A customer's face, drawn from data: brows, eyes and mouth move with the mood. `label` says in words who it is and how they feel. */
export function Portrait({ face, mood, name, label, className }: Props) {
  const skin = SKIN[face.skin - 1] ?? '#dba47e';
  const shade = `color-mix(in srgb, ${skin} 78%, #2a1208)`;
  const cloth = CLOTHES[nameSum(name) % CLOTHES.length] ?? '#6a6f76';
  const cover = face.hair === 'covered' ? cloth : HAIR[face.hairColour];
  return (
    // A drawing made of data cannot be an img element.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <svg className={className} viewBox="0 0 96 96" role="img" aria-label={label} style={ROUND}>
      <circle cx="48" cy="48" r="48" fill="var(--surface-strong)" />
      <g strokeLinecap="round" strokeLinejoin="round">
        <Head face={face} cloth={cloth} cover={cover} skin={skin} shade={shade} />
        <Age age={face.age} line={shade} />
        <Features look={LOOKS[mood]} face={face} skin={skin} shade={shade} />
        {HAIR_FRONT[face.hair] && <path d={HAIR_FRONT[face.hair]} fill={cover} />}
        {face.glasses && (
          <path d={GLASSES} fill="rgb(255 255 255 / 0.14)" stroke="#26303a" strokeWidth="1.5" />
        )}
      </g>
    </svg>
  );
}
