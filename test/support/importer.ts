import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CourseList } from '#server/contract/catalogue.ts';
import { ImportedVersion } from '#server/contract/imports.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { buildScormPackage, type ScormPackage, single12 } from './scorm-package.ts';
import type { Answer, TestClient, TestServer } from './test-server.ts';

export type Version = { courseId: string; number: number };
type Handing = { who?: TestClient; query?: string; headers?: Record<string, string> };

export const versionPath = ({ courseId, number }: Version): string =>
  `/api/courses/${courseId}/versions/${number}`;

/** Names of everything in the storage of a server, unfinished things too. */
export async function storedNames({ services }: TestServer): Promise<string[]> {
  const names: string[] = await readdir(join(services.store.database.dir, 'packages')).catch(() => []);
  return names.toSorted();
}

/** A trainer who hands packages in over the network, and looks at what became of them. */
export function importer(server: TestServer, trainer: TestClient) {
  const hand = async (
    body: Buffer | ReadableStream,
    { who = trainer, query = '?fileName=listen.zip', headers = {} }: Handing = {},
  ): Promise<Answer> => {
    const init = {
      method: 'POST',
      body: body instanceof ReadableStream ? body : new Uint8Array(body),
      headers: { 'Content-Type': 'application/zip', ...headers },
      duplex: 'half', // which fetch wants for a stream
    };
    const answer = await who.fetch(`/api/imports${query}`, init);
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  return {
    /** Sends a body as a package; tests say what they expect of the answer. */
    hand,
    /** A draft of a new course, or of one that is there. */
    importDraft: async (wanted: ScormPackage = single12, replaces?: string): Promise<ImportedVersion> => {
      const query = `?fileName=listen.zip${replaces === undefined ? '' : `&replaces=${replaces}`}`;
      const { status, body } = await hand(await buildScormPackage(wanted), { query });
      if (status !== 201) throw new Error(`importing answered ${status}: ${JSON.stringify(body)}`);
      return ImportedVersion.parse(body);
    },
    publish: (version: Version, body: object = {}): Promise<Answer> =>
      trainer.post(`${versionPath(version)}/publish`, body),
    /** As it stands in the list of courses. */
    listed: async (courseId: string) =>
      CourseList.parse((await trainer.get('/api/courses')).body).courses.find(({ id }) => id === courseId),
    /** An attempt on a version, as launching would leave it. */
    attempt: (version: Version, who: TestClient, trial = false): Promise<string> =>
      insertAttempt(server, version, who, trial),
  };
}

async function insertAttempt(
  { services: { store } }: TestServer,
  { courseId, number }: Version,
  who: TestClient,
  trial: boolean,
): Promise<string> {
  const { db, t } = store;
  const learnerId = who.user?.id ?? '';
  const id = randomBytes(8).toString('hex');
  await db.insert(t.registrations).values({ id, learnerId, courseId, createdMs: 1 }).onConflictDoNothing();
  const registration = (await db.select().from(t.registrations)).find(
    (row) => row.learnerId === learnerId && row.courseId === courseId,
  );
  const version = (await db.select().from(t.courseVersions)).find(
    (row) => row.courseId === courseId && row.number === number,
  );
  await db.insert(t.attempts).values({
    id,
    registrationId: registration?.id ?? '',
    versionId: version?.id ?? '',
    number: Number.parseInt(id.slice(0, 6), 16),
    label: id,
    createdMs: 1,
    trial,
  });
  const state = { attemptId: id, scoId: WHOLE };
  await db.insert(t.trackedStates).values(state);
  await db.insert(t.playSessions).values({ ...state, epoch: 1, startedMs: 1, lastMs: 1, baseSeconds: 0 });
  return id;
}
