import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { Mapping, type MappingView } from '#server/contract/imports.ts';
import { Conflict } from '#server/db/statement.ts';
import { conflict, notFound, unavailable } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import {
  countJudged,
  findMappable,
  findMappingOf,
  findReportedObjectives,
  findTargets,
  listRegistrations,
  readForRecount,
  replaceTargets,
  writeRecount,
} from './mapping.repo.ts';
import { recount } from './recount.ts';

type Deps = Pick<Services, 'store' | 'now'>;
type Target = MappingView['targets'][number];

/** What of a course can count towards a tip, and what does. */
export async function getMapping({ store }: Pick<Deps, 'store'>, courseId: string): Promise<MappingView> {
  const versions = await findMappable(store, courseId);
  const [newest] = versions;
  if (!newest) throw notFound(`There is no course "${courseId}".`);
  if (newest.askwell && mapThemselves(versions)) {
    return { targets: ownTargets(newest.askwell), judgedAnswers: 0, mapsItself: true };
  }
  const [mapped, reported, judgedAnswers] = await Promise.all([
    findTargets(store, courseId),
    findReportedObjectives(store, courseId),
    countJudged(store, courseId),
  ]);
  const named = new Set(versions.flatMap(({ objectives }) => objectives));
  const tips = new Map(mapped.map(({ objectiveId, tip }) => [objectiveId, tip]));
  const others = [...reported, ...tips.keys()].filter((id) => !named.has(id)).sort();
  const ids = [...new Set(['', ...named, ...others])].filter(isMappable);
  const targets = ids.map((objectiveId): Target => {
    const tip = tips.get(objectiveId) ?? null;
    if (objectiveId === '') return { objectiveId, seenIn: 'package', tip };
    return { objectiveId, seenIn: named.has(objectiveId) ? 'manifest' : 'reports', tip };
  });
  return { targets, judgedAnswers, mapsItself: false };
}

const mapThemselves = (versions: readonly { askwell: AskwellJson | null }[]): boolean =>
  versions.every(({ askwell }) => askwell !== null);

const ownTargets = ({ lessons }: AskwellJson): Target[] =>
  lessons
    .flatMap(({ objectives }) => objectives)
    .map(({ id, tip }) => ({ objectiveId: id, seenIn: 'manifest', tip }));

/** Content may report ids that the request to map them could not hold. */
const isMappable = (objectiveId: string): boolean =>
  Mapping.safeParse({ tips: [{ objectiveId, tip: 'needs' }] }).success;

/** How many registrations are counted at once; their writes then share the waiting for the disk. */
const PAGE = 40;
/** Commits of the same learner may come in between; losing to them this often means something is wrong. */
const TRIES = 20;

/**
 * Replaces what of a course counts towards a tip, and counts again for everybody: evidence of what is no longer mapped
 * goes, answers given before become evidence of what is, and levels follow. No answer is touched, so a mapping that is
 * put back brings everything back.
 *
 * Some registrations at a time, each in one batch guarded by its revision. Each is counted by the mapping that holds
 * when it is read, so of two trainers who do this at once the later one wins for every learner; stopped half-way,
 * doing it again sets everything right.
 */
export async function putMapping(s: Deps, courseId: string, { tips }: Mapping): Promise<MappingView> {
  const versions = await findMappable(s.store, courseId);
  if (versions.length === 0) throw notFound(`There is no course "${courseId}".`);
  if (mapThemselves(versions)) {
    throw conflict('This package says itself what counts towards which tip, so there is nothing to choose.', {
      as: 'maps-itself',
    });
  }
  await replaceTargets(s.store, courseId, tips);
  for (let after = ''; ; ) {
    const page = await listRegistrations(s.store, courseId, after, PAGE);
    await Promise.all(page.map((id) => recountOne(s, id)));
    const last = page.at(-1);
    if (last === undefined) return getMapping(s, courseId);
    after = last;
  }
}

async function recountOne({ store, now }: Deps, registrationId: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    // Before the answers: a commit that adds one after this was read makes the write fail.
    const { revision, ...mapping } = await findMappingOf(store, registrationId);
    const { askwell, ...read } = await readForRecount(store, registrationId);
    const own = askwell?.lessons.flatMap(({ objectives }) => objectives) ?? null;
    const { evidence, standing } = recount({ mapping, own, ...read, nowMs: now() });
    try {
      await writeRecount(store, { registrationId, courseId: mapping.courseId, revision, evidence, standing });
      return;
    } catch (cause) {
      if (!(cause instanceof Conflict)) throw cause;
      if (tries === TRIES) {
        const detail = 'Learners are answering too fast to count again just now. Trying again helps.';
        throw unavailable(detail, { as: 'busy', retryAfterSeconds: 1, cause });
      }
    }
  }
}
