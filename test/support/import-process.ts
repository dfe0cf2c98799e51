import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '#server/config.ts';
import { openStore } from '#server/db/open.ts';
import { importPackage } from '#server/imports/import-package.ts';
import { localStorage } from '#server/packages/storage.ts';
import { paths } from '#server/paths.ts';

// Imports one zip, named on the command line, in a process of its own, for tests that kill it. Says when it begins and
// when it has done; the tables are there already.

const [, , file = ''] = process.argv;
const config = readConfig(process.env);
const url = config.databaseUrl ?? join(config.dataDir, 'askwell.db');
const store = await openStore({ url, migrations: paths.migrations });
const storage = localStorage(join(config.dataDir, 'packages'));
const services = { store, storage, config, log: pino({ level: 'silent' }), now: Date.now };
await store.ping();
console.log('begun');
const { courseId } = await importPackage(services, { file, fileName: 'many.zip' });
console.log(`imported ${courseId}`);
await store.close();
