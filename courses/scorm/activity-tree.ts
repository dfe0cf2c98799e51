import { z } from 'zod';
import type { Sequencing } from './sequencing.ts';

/**
 * What one SCO is started with, as its manifest says it; empty strings where it says nothing. Times and numbers stay in
 * the spelling of the edition, because the run-time wants them so.
 */
export const ScoData = z.object({
  /** 1.2 `adlcp:datafromlms`, 2004 `adlcp:dataFromLMS`. */
  launchData: z.string(),
  /** 1.2 `adlcp:masteryscore`, 0..100. */
  masteryScore: z.string(),
  /** 1.2 `adlcp:maxtimeallowed`; 2004 `imsss:limitConditions/@attemptAbsoluteDurationLimit`. */
  maxTimeAllowed: z.string(),
  /** `adlcp:timelimitaction`, `adlcp:timeLimitAction`. */
  timeLimitAction: z.string(),
  /** 2004: `minNormalizedMeasure` of a primary objective that is satisfied by measure, -1..1. */
  scaledPassingScore: z.string(),
  /** 2004: `minProgressMeasure` where completion is decided by measure, 0..1. */
  completionThreshold: z.string(),
  /** 2004: ids of the objectives that the run-time lists at the start, the primary one first (RTE 4.2.17). */
  objectives: z.array(z.string()),
});
export type ScoData = z.infer<typeof ScoData>;

export const NO_SCO_DATA: ScoData = {
  launchData: '',
  masteryScore: '',
  maxTimeAllowed: '',
  timeLimitAction: '',
  scaledPassingScore: '',
  completionThreshold: '',
  objectives: [],
};

/**
 * An organization or item of a manifest, for the table of contents and for sequencing. Plain data: stored as JSON with
 * the version, handed to the page that plays the package.
 */
export type Activity = {
  /** Identifier of the organization or item. */
  id: string;
  title: string;
  isVisible: boolean;
  /** `folder`: nothing to open. `asset`: opens, but never talks to us. `elsewhere`: its page is on another host. */
  kind: 'sco' | 'asset' | 'folder' | 'elsewhere';
  /** Launch address relative to the package's root, percent-encoded, with parameters; the whole address of `elsewhere`; '' for a folder. */
  href: string;
  /** 1.2 `adlcp:prerequisites` (AICC script), '' for none. */
  prerequisites: string;
  /** SCORM 2004: everything below `imsss:sequencing`, `adlnav:presentation`, `adlcp:data` and `adlcp:completionThreshold`, in the run-time's words; undefined where the manifest says nothing. */
  sequencing?: Sequencing | undefined;
  children: Activity[];
};
