import { join } from 'node:path';
import Database from 'better-sqlite3';
import { commitBody } from './load.ts';

/**
 * The same durable transaction with nothing around it: better-sqlite3, prepared statements, WAL, synchronous=FULL, one by one on one
 * thread: look up the launch and the state, update the state guarded by its revision, update the session, insert the new interaction.
 * The same number of learners commit in turns, as they touch as many pages of the file. Returns transactions per second.
 */
export function bareRate(folder: string, seconds: number, learners: number): number {
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    create table launches (token_hash text primary key, attempt_id text, sco_id text, expires_ms integer);
    create table states (attempt_id text, sco_id text, revision integer, epoch integer, last_number integer, last_hash text, cmi text, status text, seconds real, last_ms integer, primary key (attempt_id, sco_id));
    create table sessions (attempt_id text, sco_id text, epoch integer, seconds real, last_ms integer, primary key (attempt_id, sco_id, epoch));
    create table interactions (id text primary key, attempt_id text, sco_id text, interaction_id text, response text, result text, at_ms integer);
    create index interactions_attempt on interactions (attempt_id, sco_id, at_ms);
  `);
  for (let i = 0; i < learners; i++) {
    db.prepare('insert into launches values (?, ?, ?, 0)').run(`hash-${i}`, `attempt-${i}`, 'sco');
    db.prepare('insert into states values (?, ?, 0, 1, 0, null, null, ?, 0, 0)').run(
      `attempt-${i}`,
      'sco',
      'in-progress',
    );
    db.prepare('insert into sessions values (?, ?, 1, 0, 0)').run(`attempt-${i}`, 'sco');
  }
  const launch = db.prepare('select * from launches where token_hash = ?');
  const state = db.prepare('select * from states where attempt_id = ? and sco_id = ?');
  const update = db.prepare(
    'update states set revision = revision + 1, last_number = ?, last_hash = ?, cmi = ?, seconds = ?, last_ms = ? where attempt_id = ? and sco_id = ? and revision = ?',
  );
  const session = db.prepare(
    'update sessions set seconds = ?, last_ms = ? where attempt_id = ? and sco_id = ? and epoch = 1',
  );
  const insert = db.prepare('insert or ignore into interactions values (?, ?, ?, ?, ?, ?, ?)');
  const commit = db.transaction((learner: number, number: number, cmi: string) => {
    const found = launch.get(`hash-${learner}`) as { attempt_id: string; sco_id: string };
    const row = state.get(found.attempt_id, found.sco_id) as { revision: number };
    update.run(number, `h${number}`, cmi, number, number, found.attempt_id, found.sco_id, row.revision);
    session.run(number, number, found.attempt_id, found.sco_id);
    if (number <= 12)
      insert.run(
        `${learner}-${number}`,
        found.attempt_id,
        found.sco_id,
        `turn-${number}`,
        'words',
        'neutral',
        number,
      );
  });
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < seconds * 1000) {
    const number = Math.floor(done / learners) + 1;
    commit.immediate(done % learners, number, commitBody(1, number));
    done++;
  }
  const perSecond = done / ((performance.now() - started) / 1000);
  db.close();
  return perSecond;
}
