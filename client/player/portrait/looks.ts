import type { Mood } from '#courses/format/words.ts';

// How a mood looks: numbers only. Lengths are units of the 96 x 96 drawing, offsets from a level feature; up is negative.

/** Offsets of its two ends, and how far its middle rises or sinks between them. */
type Brow = { inner: number; outer: number; bend: number };

/** How far the lids are from the line between the corners (twice the opening), the outer corner's height, the gaze. */
type Eye = { up: number; low: number; tilt: number; x: number; y: number };

/** Half its width, the heights of its corners and of its two lips; `teeth` is how much of them is seen. */
type Mouth = { wide: number; left: number; right: number; upper: number; lower: number; teeth?: number };

export type Look = {
  brows: [left: Brow, right: Brow];
  eyes: [left: Eye, right: Eye];
  mouth: Mouth;
  /** 0..1 */
  flush: number;
  tear?: boolean;
};

const brow = (inner: number, outer: number, bend: number): Brow => ({ inner, outer, bend });
const eye = (up: number, low: number, tilt: number, x = 0, y = 0): Eye => ({ up, low, tilt, x, y });
const both = <T>(part: T): [T, T] => [part, part];

export const LOOKS: Record<Mood, Look> = {
  calm: {
    brows: both(brow(0, 0.8, -2)),
    eyes: both(eye(7, 5.4, 0)),
    mouth: { wide: 6.5, left: 0, right: 0, upper: 3, lower: 3 },
    flush: 0.2,
  },
  worried: {
    brows: both(brow(-4.4, 2, -0.4)),
    eyes: both(eye(8.4, 6.4, 0.8, 0, -0.3)),
    mouth: { wide: 6, left: 2.2, right: 2.2, upper: -1.4, lower: 1 },
    flush: 0.1,
  },
  annoyed: {
    brows: [brow(2.6, -0.2, 0.4), brow(1.2, -3, -1.6)],
    eyes: both(eye(3, 4.6, -0.4, 1.5, 0.3)),
    mouth: { wide: 6.5, left: 2.2, right: 0.4, upper: -0.4, lower: -0.4 },
    flush: 0.2,
  },
  angry: {
    brows: both(brow(4.4, -2.2, -0.2)),
    eyes: both(eye(4, 4.6, -1.6, 0, 0.4)),
    mouth: { wide: 7, left: 4.4, right: 4.4, upper: -4.6, lower: 5, teeth: 3.6 },
    flush: 0.75,
  },
  upset: {
    brows: both(brow(-4, 3, 0.4)),
    eyes: both(eye(3.8, 5.2, 1.8, 0, 1.7)),
    mouth: { wide: 5.6, left: 4, right: 4, upper: -1.4, lower: -0.6 },
    flush: 0.5,
    tear: true,
  },
  confused: {
    brows: [brow(1.8, 1.2, -0.6), brow(-4.6, -3.6, -2.8)],
    eyes: [eye(5.4, 5, 0, 1, -0.6), eye(8.8, 6, 0, 1, -0.6)],
    mouth: { wide: 4.6, left: 2.4, right: 0, upper: -1.2, lower: -0.2 },
    flush: 0.1,
  },
  relieved: {
    brows: both(brow(-1.8, 1.4, -2.2)),
    eyes: both(eye(-3.8, 3.8, 0.2)),
    mouth: { wide: 7, left: -0.6, right: -0.6, upper: 4.4, lower: 4.4 },
    flush: 0.45,
  },
  pleased: {
    brows: both(brow(-2.4, -0.8, -3)),
    eyes: both(eye(7.8, 0.6, 0.4, 0, -0.6)),
    mouth: { wide: 8.4, left: -1.6, right: -1.6, upper: 1.4, lower: 13, teeth: 4.4 },
    flush: 0.5,
  },
};
