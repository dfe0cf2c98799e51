import type { Session, User } from '#server/contract/accounts.ts';
import type { CourseSummary, ExportProfile } from '#server/contract/catalogue.ts';
import type { CourseSettings, CourseVersions, ImportedVersion } from '#server/contract/imports.ts';
import type { Evidence, LessonCard, Progress, TipProgress, Today } from '#server/contract/learning.ts';
import type { LearnersReport } from '#server/contract/reports.ts';

const NOON = Date.UTC(2026, 4, 12, 12);

export function buildUser(overrides: Partial<User> = {}): User {
  return {
    id: 'ana',
    name: 'Ana Lind',
    username: 'ana.lind',
    role: 'agent',
    tryout: false,
    active: true,
    ready: true,
    lastSeenMs: NOON,
    ...overrides,
  };
}

export const agent: NonNullable<Session> = {
  user: buildUser(),
  can: { seeReports: false, manageUsers: false, exportPackages: false },
};
export const trainer: NonNullable<Session> = {
  user: buildUser({ id: 'tom', name: 'Tom Rey', username: 'tom', role: 'trainer' }),
  can: { seeReports: true, manageUsers: false, exportPackages: true },
};
export const admin: NonNullable<Session> = {
  user: buildUser({ id: 'eve', name: 'Eve Moss', username: 'eve', role: 'admin' }),
  can: { seeReports: true, manageUsers: true, exportPackages: true },
};

export function buildLesson(overrides: Partial<LessonCard> = {}): LessonCard {
  return {
    courseId: 'ask',
    courseTitle: 'Ask what it did to them',
    language: 'en',
    lessonId: 'clock',
    title: 'The clock',
    description: 'Why rushing costs more calls.',
    minutes: 4,
    status: 'not-started',
    scaledScore: null,
    lastSeenMs: null,
    dueAgain: false,
    lastAttempt: 'none',
    imported: false,
    attemptsLeft: null,
    reopen: 'resume',
    ...overrides,
  };
}

export function buildToday(overrides: Partial<Today> = {}): Today {
  const lesson = buildLesson();
  return {
    next: lesson,
    reason: 'next',
    lessons: [lesson],
    drill: null,
    plans: [],
    languages: [],
    language: 'en',
    ...overrides,
  };
}

export function buildEvidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    id: 'e1',
    kind: 'success',
    because: null,
    courseTitle: 'Ask what it did to them',
    lessonTitle: 'The clock',
    prompt: 'It went down again.',
    response: 'What did that stop you from doing?',
    attempt: 1,
    atMs: NOON,
    ...overrides,
  };
}

export function buildTip(overrides: Partial<TipProgress> = {}): TipProgress {
  return {
    id: 'needs',
    number: 1,
    title: 'Find the real need',
    explain: 'Ask before you solve.',
    told: false,
    level: 'not-started',
    objectives: [],
    ...overrides,
  };
}

export function buildProgress(overrides: Partial<Progress> = {}): Progress {
  return {
    learner: { id: 'ana', name: 'Ana Lind' },
    source: 'Tip 1 is from the article; the others are ours.',
    tips: [
      buildTip(),
      buildTip({ id: 'practice', number: 2, title: 'Practise few things' }),
      buildTip({ id: 'support', number: 3, title: 'Get support', told: true }),
      buildTip({ id: 'transfer', number: 4, title: 'Make it stick', told: true }),
    ],
    ...overrides,
  };
}

export function buildCourse(overrides: Partial<CourseSummary> = {}): CourseSummary {
  return {
    id: 'ask',
    title: 'Ask what it did to them',
    language: 'en',
    description: 'Three short lessons.',
    version: 2,
    publishedMs: NOON,
    source: 'library',
    tool: null,
    draft: null,
    lessons: [{ id: 'clock', title: 'The clock', minutes: 4 }],
    ...overrides,
  };
}

/** A package that somebody handed in. */
export function buildVersion(overrides: Partial<ImportedVersion> = {}): ImportedVersion {
  return {
    courseId: 'calm',
    number: 1,
    state: 'draft',
    title: 'Calm on the phone',
    fileName: 'calm-on-the-phone.zip',
    bytes: 12_400_000,
    files: 345,
    standard: 'SCORM 1.2',
    schemaVersion: '1.2',
    tool: 'Articulate Rise',
    items: [{ id: 'i1', title: 'Calm on the phone', kind: 'sco', depth: 0 }],
    notices: [],
    importedMs: NOON,
    publishedMs: null,
    replaces: null,
    ...overrides,
  };
}

export function buildImport(overrides: Partial<CourseSummary> = {}): CourseSummary {
  return buildCourse({
    id: 'calm',
    title: 'Calm on the phone',
    description: '',
    source: 'import',
    tool: 'Articulate Rise',
    version: 1,
    lessons: [],
    ...overrides,
  });
}

type VersionLine = CourseVersions['versions'][number];

export function buildVersionLine(overrides: Partial<VersionLine> = {}): VersionLine {
  return {
    number: 1,
    state: 'published',
    isCurrent: true,
    fileName: 'calm-on-the-phone.zip',
    importedMs: NOON,
    publishedMs: NOON,
    learners: 0,
    ...overrides,
  };
}

export function buildSettings(overrides: Partial<CourseSettings> = {}): CourseSettings {
  return {
    grading: 'best',
    maxAttempts: null,
    masteryOverride: true,
    credit: true,
    reopen: 'resume',
    window: 'frame',
    ...overrides,
  };
}

export function buildProfile(overrides: Partial<ExportProfile> = {}): ExportProfile {
  return {
    id: 'generic',
    name: 'Any other LMS',
    recommended: { edition: '1.2', layout: 'per-lesson', order: 'free' },
    settings: {
      exitWhenDone: 'suspend',
      report: 'status-and-score',
      passedWord: 'passed',
      reportFailed: false,
      answerIds: 'stable',
      answers: true,
    },
    shows: ['One entry per lesson.'],
    deviations: [],
    notes: [],
    ...overrides,
  };
}

type Learner = LearnersReport['learners'][number];

export function buildLearner(overrides: Partial<Learner> = {}): Learner {
  return {
    id: 'ana',
    name: 'Ana Lind',
    username: 'ana.lind',
    lastSeenMs: NOON,
    tips: { needs: 'can-now', practice: 'practising', support: 'not-started', transfer: 'not-started' },
    cells: [{ status: 'passed', scaledScore: 0.9, totalSeconds: 250, lastSeenMs: NOON }],
    ...overrides,
  };
}

export function buildLearnersReport(learners: Learner[]): LearnersReport {
  return {
    course: { id: 'ask', title: 'Ask what it did to them' },
    lessons: [{ id: 'clock', title: 'The clock' }],
    learners,
  };
}
