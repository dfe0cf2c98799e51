import type { LanguagePack } from '#courses/coach/language-pack.ts';
import type { RunSettings } from '#courses/scorm/run-settings.ts';
import type { Lesson } from './lesson.ts';

/** A piece of compiled text. Players render these nodes; no Markdown and no HTML ever reaches them. */
export type Inline = string | { t: 'b' | 'i'; c: Inline[] } | { t: 'a'; href: string; c: Inline[] };
export type Block = { t: 'p'; c: Inline[] } | { t: 'ul' | 'ol'; items: Inline[][] };

export type Edition = '1.2' | '2004-3' | '2004-4';

/** What a player is given: one lesson, ready to show, as JSON inside the package's page. */
export type LessonData = {
  course: { id: string; title: string; language: string; ownWords: 'private' | 'shared' };
  lesson: Lesson;
  /** Compiled form of each Markdown text, by its source; a source that is plain needs no entry. */
  texts: Record<string, Block[]>;
  /** The player's own words in the course's language (client/messages). */
  messages: Record<string, string>;
  /** What the coach knows of the course's language; absent where there is no pack, or nothing that takes own words. */
  pack?: LanguagePack;
  /** Tip id -> its title for learners. */
  tips: Record<string, { number: number; title: string }>;
  /** Which run-time to look for; `none` plays from memory (preview). */
  edition: Edition | 'none';
  /** How to behave towards the LMS. */
  settings: RunSettings;
  /** Which state of the course this is: the version that its `askwell.json` names. */
  version?: string;
};
