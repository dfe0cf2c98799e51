import type { ProfileId } from './export-options.ts';
import type { ProfileFacts } from './profiles.ts';

/**
 * The LMS profiles. Each begins as the safe default and differs only where somebody has seen that it must; a setting that
 * would merely be tidier stays as it is everywhere else, because that is what is tested most.
 */
export const PROFILE_FACTS: Record<ProfileId, ProfileFacts> = {
  generic: {
    name: 'Any other LMS',
    deviations: [],
    shows: [
      'One entry per lesson: incomplete once it is opened, passed with a score from 0 to 100 when it is done.',
    ],
    notes: [
      'SCORM 1.2 is what nearly every LMS plays.',
      'How much of the answers an LMS keeps and shows differs; the status and the score are what all of them keep.',
    ],
  },
  moodle: {
    name: 'Moodle',
    deviations: [],
    shows: [
      'A SCORM activity with a list of the lessons; its report shows status, score and every answer in words.',
      'The grade follows the setting "Grading method" of the activity.',
    ],
    notes: [
      'The Moodle app plays SCORM 1.2 and not 2004 (docs.moodle.org).',
      'With a mastery score in the manifest Moodle overwrites the status when a lesson ends ("Mastery score overrides status" is on by default); our manifests hold none.',
      'Keep "Force new attempt" off, or a lesson cannot be continued.',
      'That its sequencing of SCORM 2004 is incomplete is often said; we have not checked it.',
    ],
  },
  frappe: {
    name: 'Frappe Learning',
    deviations: [
      {
        setting: 'layout',
        value: 'single',
        reason:
          'A SCORM chapter stores one launch file, that of the first SCO; other lessons would never open.',
        source: 'frappe/lms, lms/lms/api.py (get_launch_file)',
      },
    ],
    shows: [
      'One SCORM chapter, complete when the whole course is passed. No score and no answers: Frappe Learning stores neither.',
    ],
    notes: [
      'It counts lesson_status "passed" (1.2) or completion_status "completed" (2004) and nothing else; we report "passed" (frappe/lms, SCORMChapter.vue; #1875, #1967).',
      'It empties the stored state when the course is complete, so a course opened again begins anew.',
    ],
  },
  'open-edx': {
    name: 'Open edX',
    deviations: [
      {
        setting: 'layout',
        value: 'single',
        reason:
          'The SCORM block launches the first resource with an address and keeps one status, one score and one state for all SCOs; it also finds files by their bare name, so two pages named index.html would be one.',
        source: 'overhangio/openedx-scorm-xblock, openedxscorm/scormxblock.py',
      },
    ],
    shows: [
      'One block with the whole course; the score counts into the grade when the block is set to be scored.',
      'Staff see a report with the answers in words.',
    ],
    notes: [
      'It may answer an empty cmi.mode (openedx-scorm-xblock #43); our lessons score then, too.',
      'It needs the SCORM XBlock, which is a plugin.',
    ],
  },
  chamilo: {
    name: 'Chamilo',
    deviations: [],
    shows: ['A learning path with one line per lesson: its status, score and time.'],
    notes: [
      'Chamilo 1.11 takes SCORM 1.2 and nothing else (docs.chamilo.org).',
      'Its manual says that objectives and answers are "not necessarily active"; do not rely on seeing them.',
      'Newer versions than 1.11 have not been checked.',
    ],
  },
  talentlms: {
    name: 'TalentLMS',
    deviations: [],
    shows: ['A SCORM unit with completion and score.'],
    notes: [
      'Of the SCORM editions it takes 1.2 alone (help.talentlms.com, 26499696329756).',
      'How it shows a package with several lessons has not been checked; the layout "single" avoids the question.',
    ],
  },
  docebo: {
    name: 'Docebo',
    deviations: [
      {
        setting: 'edition',
        value: '2004-3',
        reason:
          'It takes 1.2 and 2004 3rd Edition, not the 4th; of these the 3rd has room for longer answers and 64,000 characters of state.',
        source: 'help.docebo.com, 360020128479',
      },
      {
        setting: 'layout',
        value: 'single',
        reason:
          'It plays SCORM 2004 without sequencing, so nothing may depend on going from one SCO to the next.',
        source: 'help.docebo.com, 360020128479',
      },
    ],
    shows: ['One training material with status, score and time for the whole course.'],
    notes: [
      'Which answers its reports show is a frequent question in its community (community.docebo.com, "SCORM Mystery"); we have not checked it.',
      'It refuses packages that hold files such as .php or .sh; ours hold none.',
    ],
  },
  cornerstone: {
    name: 'Cornerstone',
    deviations: [
      {
        setting: 'edition',
        value: '2004-3',
        reason: 'Its help names SCORM 2004 3rd Edition as the one that is implemented.',
        source: 'help.csod.com, Course Publisher',
      },
      {
        setting: 'layout',
        value: 'single',
        reason:
          'With several SCOs its player keeps a table of contents open that takes about a third of the window; one SCO also needs no sequencing.',
        source: 'community.articulate.com, threads on Cornerstone; how it looks with one SCO is unverified',
      },
    ],
    shows: ['One online course with status, score and time.'],
    notes: [
      'Course Publisher takes zips up to 250 MB.',
      'It shows warnings at import for valid packages, too (help.cognota.com, 15463532).',
    ],
  },
  successfactors: {
    name: 'SAP SuccessFactors',
    deviations: [],
    shows: ['A content object per lesson in one item: each with its own status, and the score.'],
    notes: [
      'It names content objects after the first 15 characters of the manifest identifier (SAP KBA 2316909); ours has exactly 15 and never changes for a course.',
      'Idle sessions end: a lesson saves after every decision, so at most one is lost.',
      'For SCORM 2004 it shows its own navigation buttons unless the manifest hides them; ours hides those that lead nowhere (community.articulate.com).',
      'When content lies on another server (iContent), the connection between the two is theirs to set up.',
    ],
  },
};
