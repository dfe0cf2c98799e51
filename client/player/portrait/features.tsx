import type { Face } from '#courses/format/dialogue.ts';
import type { Look } from './looks.ts';
import css from './portrait.module.css';
import { AGE, BEARD, HAIR } from './shapes.ts';

// Every mood draws the same strokes with other numbers, so that one eases into the next.

const DARK = '#2a1c18';
const EYE_Y = 48.5;
const BROW_Y = 39.5;
const MOUTH_Y = 64.5;
/** The left and the right of the picture. */
const SIDES = [-1, 1] as const;
type Side = (typeof SIDES)[number];

function Brow({ side, at, colour }: { side: Side; at: Look['brows'][0]; colour: string }) {
  const { inner, outer, bend } = at;
  const end = (x: number, y: number): string => `${48 + side * x} ${BROW_Y + y}`;
  const d = `M${end(4.8, inner)}Q${end(10, (inner + outer) / 2 + bend)} ${end(15.5, outer)}`;
  return <path className={css['ease']} d={d} fill="none" stroke={colour} strokeWidth="2.5" />;
}

function Eye({ side, at, skin }: { side: Side; at: Look['eyes'][0]; skin: string }) {
  const x = 48 + side * 9.4;
  const inner = `${x - side * 4.9} ${EYE_Y + 0.3}`;
  const outer = `${x + side * 4.9} ${EYE_Y + at.tilt}`;
  const upper = `M${inner}Q${x} ${EYE_Y - at.up} ${outer}`;
  const lower = `M${inner}Q${x} ${EYE_Y + at.low} ${outer}`;
  return (
    <>
      <path className={css['ease']} d={`${upper}Q${x} ${EYE_Y + at.low} ${inner}z`} fill="#fff" />
      <circle className={css['ease']} cx={x + at.x} cy={EYE_Y - 0.4 + at.y} r="2.75" fill={DARK} />
      <circle className={css['ease']} cx={x + at.x + 0.9} cy={EYE_Y - 1.4 + at.y} r="0.85" fill="#fff" />
      <path className={css['ease']} d={`${upper}V42H${x - side * 4.9}z`} fill={skin} />
      <path className={css['ease']} d={`${lower}V55H${x - side * 4.9}z`} fill={skin} />
      <path className={css['ease']} d={upper} fill="none" stroke={DARK} strokeWidth="1.7" />
    </>
  );
}

function Mouth({ mouth, line }: { mouth: Look['mouth']; line: string }) {
  const left = `${48 - mouth.wide} ${MOUTH_Y + mouth.left}`;
  const lips = (low: number): string =>
    `M${left}Q48 ${MOUTH_Y + mouth.upper} ${48 + mouth.wide} ${MOUTH_Y + mouth.right}Q48 ${MOUTH_Y + low} ${left}z`;
  return (
    <>
      <path className={css['ease']} d={lips(mouth.lower)} fill="#6b2428" />
      <path className={css['ease']} d={lips(mouth.upper + (mouth.teeth ?? 0))} fill="#fff" />
      <path className={css['ease']} d={lips(mouth.lower)} fill="none" stroke={line} strokeWidth="1.8" />
    </>
  );
}

/** Lips stand out from dark skin and from a dark beard. */
function lipsOf(face: Face): string {
  if (face.beard && face.hairColour !== 'white' && face.hairColour !== 'grey') return '#d59a8a';
  return face.skin >= 5 && !face.beard ? '#3c1815' : '#83403a';
}

type Props = { look: Look; face: Face; skin: string; shade: string };

/** Eyes, nose and mouth, and what they say of the mood. */
export function Features({ look, face, skin, shade }: Props) {
  const bare = face.hair === 'covered' || face.hair === 'bald' || face.cover === 'headscarf';
  const white = face.hairColour === 'white' || face.hairColour === 'grey';
  const brows = bare && !white ? '#3b2a20' : `color-mix(in srgb, ${HAIR[face.hairColour]} 72%, #221612)`;
  return (
    <>
      <g className={css['ease']} fill="#d4543f" opacity={look.flush * (face.skin > 4 ? 0.36 : 0.3)}>
        <circle cx="35" cy="57.5" r="4.6" />
        <circle cx="61" cy="57.5" r="4.6" />
      </g>
      <path d={AGE[face.age]} fill="none" stroke={shade} strokeWidth="1.1" />
      {face.beard && <path d={BEARD} fill={HAIR[face.hairColour]} />}
      <g className={css['blink']}>
        <Eye side={-1} at={look.eyes[0]} skin={skin} />
        <Eye side={1} at={look.eyes[1]} skin={skin} />
      </g>
      {SIDES.map((side, at) => (
        <Brow key={side} side={side} at={look.brows[at as 0 | 1]} colour={brows} />
      ))}
      <path
        d="M47.6 50.5c-1.6 3.6-2.8 6-1.800 7 1 .9 2.6.8 3.800.2"
        fill="none"
        stroke={shade}
        strokeWidth="1.6"
      />
      <Mouth mouth={look.mouth} line={lipsOf(face)} />
      <path
        className={css['ease']}
        d="M34.5 54q-2.8 4.8 0 5.8 2.8-1 0-5.8z"
        fill="#7fc1ea"
        stroke="#fff"
        strokeWidth="0.5"
        opacity={look.tear ? 1 : 0}
      />
    </>
  );
}
