import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { readConfig } from '#server/config.ts';
import { openStore } from '#server/db/open.ts';
import { problemHandler } from '#server/http/problem.ts';
import { contentApp } from '#server/learning/content.routes.ts';
import { noLimits } from '#server/learning/play-limits.ts';
import { localStorage } from '#server/packages/storage.ts';
import { paths } from '#server/paths.ts';

// The content hosts' half of the server as a process of its own, for tests that kill it: it starts quickly, because
// it leaves out sign-in. Says its port on standard output when it listens.

const config = readConfig(process.env);
const url = config.databaseUrl ?? join(config.dataDir, 'askwell.db');
const store = await openStore({ url, migrations: paths.migrations });
await store.migrate();
const log = pino({ level: 'silent' });
const storage = localStorage(join(config.dataDir, 'packages'));
const app = express();
const unused = undefined as never;
app.use(contentApp({ config, store, storage, log, auth: unused, now: Date.now }, noLimits));
app.use(problemHandler(log));
const server = createServer(app).listen(0, '127.0.0.1', () => {
  console.log(`listening on ${(server.address() as AddressInfo).port}`);
});
