import type { Edition } from '#courses/format/lesson-data.ts';

/**
 * Characters of `cmi.suspend_data` that an LMS keeps: SCORM 1.2 RTE 3.4.4 (CMIString4096); SCORM 2004 3rd and 4th
 * Edition RTE 4.2.21. Without an LMS there is no such limit.
 */
export const keptCharacters = (edition: Edition | 'none'): number => (edition === '1.2' ? 4096 : 64_000);
