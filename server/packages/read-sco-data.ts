import { NO_SCO_DATA, type ScoData } from '#courses/scorm/activity-tree.ts';
import { type Findings, note } from './notices.ts';
import type { XmlNode } from './parse-xml.ts';
import type { RunTime } from './read-edition.ts';
import { textLike } from './xml-path.ts';

const MAX_LAUNCH_DATA = 4096;

/** What an item says about its start, in the elements that both editions have (CAM 3.4.1.5 ff). Values out of range are left out. */
export function readScoData(item: XmlNode, edition: RunTime, findings: Findings): ScoData {
  const usable = (name: string, value: string, form: RegExp): string => {
    if (value === '' || form.test(value)) return value;
    note(findings, 'bad-values', `${name} ${value}`);
    return '';
  };
  const is12 = edition === '1.2';
  return {
    ...NO_SCO_DATA,
    launchData: textLike(item, 'datafromlms').slice(0, MAX_LAUNCH_DATA),
    timeLimitAction: usable(
      'timelimitaction',
      textLike(item, 'timelimitaction').toLowerCase().replace(/\s/g, '').replace('nomessage', 'no message'),
      /^(exit|continue),(no )?message$/,
    ),
    masteryScore: is12
      ? usable(
          'masteryscore',
          withoutPercent(textLike(item, 'masteryscore')),
          /^(100(\.0*)?|\d{1,2}(\.\d*)?)$/,
        )
      : '',
    maxTimeAllowed: is12
      ? usable('maxtimeallowed', textLike(item, 'maxtimeallowed'), /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/)
      : '',
  };
}

const withoutPercent = (score: string): string => (score.endsWith('%') ? score.slice(0, -1).trim() : score);
