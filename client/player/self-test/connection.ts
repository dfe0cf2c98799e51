import type { Place } from '#client/player/find-api.ts';
import type { ApiObject } from '#client/player/trackers/run-time.ts';
import type { Edition } from '#courses/format/lesson-data.ts';
import type { CallLog } from './call-log.ts';

/** How the player came to its run-time, for whoever has to find out why it did not. */
export type Connection = {
  edition: Edition | 'none';
  /** No window around the lesson or behind it. */
  alone: boolean;
  /** One of them belongs to another address, so that nothing in it can be seen. */
  blocked: boolean;
  /** The API of the other edition is there. */
  otherEdition: boolean;
  place?: Place | undefined;
  /** The API object behind its log, when one was found. */
  runTime?: { api: ApiObject; log: CallLog };
};

/** A player that never had a run-time: a preview. */
export const NO_CONNECTION: Connection = {
  edition: 'none',
  alone: true,
  blocked: false,
  otherEdition: false,
};
