import type { Face } from '#courses/format/dialogue.ts';

// The drawn shapes of the portrait, in units of its 96 x 96 drawing.

export const SKIN = ['#f8dcc8', '#f0c5a5', '#dda67f', '#bb8056', '#976440', '#734a33'];
export const HAIR = {
  black: '#26232a',
  brown: '#5e3f2b',
  fair: '#d3aa62',
  red: '#a4512c',
  grey: '#8d939a',
  white: '#e4e5e3',
};
/** Quiet clothes; none comes near the colour of impact. */
export const CLOTHES = ['#3f6f86', '#60704f', '#846546', '#575d86', '#356f67', '#6f757c'];

export const HEAD = {
  young:
    'M27 44c0-15 8-25 21-25s21 10 21 25c0 9-1.8 16-5.6 21-4 5.5-9 9-15.4 9s-11.4-3.5-15.4-9C28.8 60 27 53 27 44z',
  middle:
    'M27 44c0-15 8.5-25 21-25s21 10 21 25c0 8-1.4 15-4.6 20.6C60.4 71.6 54.6 76 48 76s-12.4-4.4-16.4-11.4C28.4 59 27 52 27 44z',
  older:
    'M27 44c0-15 8.5-25.5 21-25.5S69 29 69 44c0 7-.4 14-2 19.4C63.6 72 56 77 48 77s-15.6-5-19-13.6C27.4 58 27 51 27 44z',
};

/** Lines that years leave. */
export const AGE = {
  young: '',
  middle: 'M38 60q-2 2.6-1.4 5M58 60q2 2.6 1.4 5',
  older:
    'M37.6 59q-2.8 3.4-1.6 8M58.4 59q2.8 3.4 1.6 8M34.6 53.8q3.8 2.4 8 .6M53.4 54.4q4.2 1.8 8-.6M40.5 31.5q7.5-1.8 15 0M42.5 34.8q5.5-1.2 11 0M29.8 46.5l2.6.6M66.2 46.5l-2.6.6',
};

/** Circles as one path: curls. */
const curls = (...circles: [x: number, y: number, r: number][]): string =>
  circles
    .map(([x, y, r]) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0z`)
    .join('');

type Hair = Face['hair'];

/** What lies behind the head. */
export const BACK: Partial<Record<Hair, string>> = {
  long: 'M23 48c-2.5-22 8-35 25-35s27.5 13 25 35c-.6 10 1 19 4 27-7 4-13 5-19 5H38c-6 0-12-1-19-5 3-8 4.6-17 4-27z',
  bun: 'M48 5.5a10 9.5 0 1 0 .1 0z',
  curly: curls(
    [31, 30, 11],
    [40, 21, 10],
    [52, 19.5, 10],
    [63, 26, 11],
    [70, 38, 9],
    [26, 41, 9],
    [26, 53, 7.5],
    [70.5, 51, 8],
    [28, 62, 5.5],
    [68.5, 61, 6],
  ),
};

/** What lies on the forehead. */
export const FRONT: Partial<Record<Hair, string>> = {
  short:
    'M26.4 46c-3.6-19 5.4-31.5 21.6-31.5S73.2 27 69.6 46c-1-5-2.2-8.6-4.4-11-8 .6-18-1-25-6.2-2.4 4.4-5.8 7.4-9 9-2.2 2-3.6 4.7-4.8 8.2z',
  long: 'M27 51c-3.4-21 5-35 21-35s24.4 14 21 35c-1-8.5-4-15-9-19-6-1-11.6-3-15.6-7-2.4 7-8 11-12.8 13-2.6 3-4 7.5-4.6 13z',
  bun: 'M26.6 46.5c-2.8-19 5.9-31 21.4-31s24.2 12 21.4 31C67.4 37.5 60 30 48 30s-19.4 7.5-21.4 16.5z',
  curly: curls(
    [31, 35, 5.5],
    [35.5, 28.5, 6],
    [43, 25, 6.5],
    [51.5, 24.5, 6.5],
    [59.5, 27.5, 6],
    [65, 34, 5.5],
  ),
};

/** What is left at the sides of an older bald head. */
export const FRINGE = 'M27 50c-4-4-4.5-11-.6-16 .8 6 1.2 10 .6 16zM69 50c4-4 4.5-11 .6-16-.8 6-1.2 10-.6 16z';

/** What is worn on the head: behind it, over it, and its folds. */
export const COVERS: Record<NonNullable<Face['cover']>, { back?: string; front: string; folds: string }> = {
  headscarf: {
    back: 'M22 54c-3-26 9-42 26-42s29 16 26 42c-.6 10 3 20 9 32H13c6-12 9.6-22 9-32z',
    front:
      'M24 52c-3-25 7.5-40 24-40s27 15 24 40c-1 10-3 17-8 23l13 11c-18 8-40 8-58 0l13-11c-5-6-7-13-8-23zM30 49c0 14 7.5 25.5 18 25.5S66 63 66 49c0-14-6.6-22-18-22s-18 8-18 22z',
    folds: 'M30 76q18 11 35 1M27 83q14 6 30 3M33 30q5-9 15-10.5',
  },
  turban: {
    front:
      'M23.6 41C20 22 30 8 48 8s28 14 24.4 33c-2.6-4.4-6-7-10.4-8.5-4-4.4-9-7-14-8.5-5 1.5-10 4.1-14 8.5-4.4 1.5-7.8 4.1-10.4 8.5z',
    folds:
      'M25 33c9-1 18-6 23-14M71 33c-9-1-18-6-23-14M28.5 23.5c8-.5 15-4 19.5-10M67.5 23.5c-8-.5-15-4-19.5-10',
  },
  cap: {
    front: 'M25 35c-2-14 8-22.5 23-22.5S73 21 71 35c3.6 1.6 5 3.6 4.4 5.6-16-6-39-6-55 0-.6-2 .8-4 4.6-5.6z',
    folds: 'M25 35q23-7 46 0M48 12.5v3',
  },
};

export const BEARD =
  'M28 50c.2 8 .8 14 3.8 19 4 6.8 10 10 16.2 10s12.2-3.2 16.2-10c3-5 3.6-11 3.8-19-1.8 4.6-4 7.6-6.6 9-3.4-1.2-8.4-2.2-13.4-2.2S38 57.8 34.6 59c-2.6-1.4-4.8-4.4-6.6-9z';
export const GLASSES =
  'M32.5 43.5h12.2q1 0 1 1c0 6-2.6 9-7 9s-7.2-3-7.2-9q0-1 1-1zM51.3 43.5h12.2q1 0 1 1c0 6-2.8 9-7.2 9s-7-3-7-9q0-1 1-1zM45.7 46q2.3-1.6 4.6 0M31.5 45l-4-1M64.5 45l4-1';
export const HEARING_AID = 'M69.8 43.6q3-.4 3.2 2.6t-1 4.6M70.4 53.4h.1';

export const EARS =
  'M27.5 45.5c-3.6-2-5.6 0-4.8 4.5s3.2 7 5.8 6zM68.5 45.5c3.6-2 5.6 0 4.8 4.5s-3.2 7-5.8 6z';
export const SHOULDERS = 'M7 98c1-13 13-19 27.5-21q13.5 9 27 0C76 79 88 85 89 98z';
/** A round neck, a V, a shirt. */
export const COLLARS = [
  'M34 77.2q14 10.6 28 0',
  'M34.5 77l13.5 13 13.5-13',
  'M35 76.5l6.5 9.5 6.5-5 6.5 5 6.5-9.5',
];
