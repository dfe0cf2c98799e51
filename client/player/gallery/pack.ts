import type { LanguagePack } from '#courses/coach/language-pack.ts';

/** Just enough English for the gallery's lesson, and small enough to see through. The real one is courses/coach/packs/en.yaml. */
export const galleryPack: LanguagePack = {
  format: 1,
  language: 'en',
  apostrophe: 'join',
  contractions: {},
  quotes: [],
  stop: 'a the to it is you your of and in my me i that what how which has have do does with from been this so can be',
  vague: 'time call today',
  endings: 'ing ed s',
  macros: {},
  leads: 'and so',
  questions: ['^ what|how|which|have|do|is|are|can'],
  exclaims: [],
  splits: ['and what|how|which'],
  forms: [
    { form: 'loaded', when: ['have you not'] },
    { form: 'specific', when: ['which'] },
    { form: 'open', when: ['what|how'] },
  ],
  focus: {
    impact: { '4': ['cost|done|stopped you|your|doing?'], '2': ['work|clients|day'] },
    thing: { '4': ['lights|router|screen'] },
    cause: { '4': ['cable|pulled'] },
    feeling: { '4': ['feel|worries'] },
  },
  offers: [{ focus: 'solution', when: ['reset|refund'] }],
  flags: {
    judgemental: ['pulled the wrong', 'you must have'],
    canned: ['understand your frustration', 'sorry for the inconvenience'],
    'assumes-emotion': ['you must be _'],
  },
  moves: {
    acknowledge: ['understand'],
    name: ['it sounds'],
    own: ['i will|am', 'sorry'],
    act: ['i will'],
  },
  times: ['at four', 'by friday'],
  emotions: 'furious tired worn',
};
