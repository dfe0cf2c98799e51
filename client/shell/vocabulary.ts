import { DATA_MODEL, listedPart } from '#courses/scorm/data-model.ts';
import type { Edition } from './protocol.ts';

/** What else SCORM 2004 content may name (4th edition RTE, section 4.3, and SN Book, section 5.6). */
const BESIDE_CMI_2004 = [
  'adl.nav.request',
  'adl.nav.request_valid.continue',
  'adl.nav.request_valid.previous',
  'adl.data._children',
  'adl.data._count',
  'adl.data.n.id',
  'adl.data.n.store',
];

const VOCABULARY: Record<Edition, ReadonlySet<string>> = {
  '1.2': new Set(DATA_MODEL['1.2']),
  '2004-4': new Set([...DATA_MODEL['2004-4'], ...BESIDE_CMI_2004]),
};

const MAX_NAME = 120;

/** Whether one may go to an activity (SN 5.6.6, 4th edition for `jump`). Its id is a name, so it starts like one. */
const VALID_TARGET = /^adl\.nav\.request_valid\.(?:choice|jump)\.\{target=([A-Za-z_][\w.-]{0,254})\}$/;

/** The activity that a question such as `adl.nav.request_valid.choice.{target=intro}` is about. */
export const targetIn = (name: string): string | undefined => VALID_TARGET.exec(name)?.[1];

/**
 * Whether content may name this element. Case matters, as in the standards.
 * @param activities ids of the package's own activities: nothing else can be a target
 */
export function isElement(edition: Edition, name: string, activities?: ReadonlySet<string>): boolean {
  const target = edition === '2004-4' ? targetIn(name) : undefined;
  if (target !== undefined) return activities?.has(target) ?? false;
  if (name.length > MAX_NAME) return false;
  return VOCABULARY[edition].has(name.split('.').map(listedPart).join('.'));
}
