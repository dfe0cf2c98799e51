import { createAuth } from '#server/accounts/auth.ts';
import { readOrMakeSecret } from '#server/accounts/secret.ts';
import type { Config } from '#server/config.ts';
import {
  dataPaths,
  prepareDataFolder,
  reasonOf,
  refuseUnfinishedRestore,
  StartError,
} from '#server/data-folder.ts';
import { openStore } from '#server/db/open.ts';
import type { Store } from '#server/db/store.ts';
import { databaseCode } from '#server/db/trouble.ts';
import { createLogger } from '#server/logger.ts';
import { localStorage } from '#server/packages/storage.ts';
import { paths } from '#server/paths.ts';
import type { Services } from '#server/services.ts';

/** Opens everything the features need, tables up to date. Throws `StartError` when it cannot. Close `store` at the end. */
export async function openServices(config: Config): Promise<Services> {
  const log = createLogger(config);
  prepareDataFolder(config.dataDir);
  refuseUnfinishedRestore(config.dataDir);
  const { packages } = dataPaths(config.dataDir);
  const store = await openReadyStore(config, (error) =>
    log.warn({ err: error }, 'an idle database connection was lost'),
  );
  try {
    const secret = config.secret ?? readOrMakeSecret(config.dataDir);
    const auth = createAuth(config, store, secret);
    return { config, store, auth, storage: localStorage(packages), log, now: Date.now };
  } catch (error) {
    await store.close();
    throw new StartError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function openReadyStore(config: Config, onLost: (error: Error) => void): Promise<Store> {
  const { database, backups } = dataPaths(config.dataDir);
  const url = config.databaseUrl ?? database;
  let store: Store | undefined;
  try {
    store = await openStore({ url, backups, migrations: paths.migrations, onLost });
    await store.migrate();
    return store;
  } catch (error) {
    await store?.close().catch(() => {});
    throw new StartError(databaseTrouble(config, error), { cause: error });
  }
}

function databaseTrouble(config: Config, error: unknown): string {
  const code = databaseCode(error);
  const reason = code === undefined ? reasonOf(error) : `${reasonOf(error)} (${code})`;
  const where =
    config.databaseUrl === undefined ? dataPaths(config.dataDir).database : shown(config.databaseUrl);
  return `The database ${where} cannot be used: ${reason.replace(/\.$/, '')}.`;
}

/** Without user and password, which stand in front of the host. */
const shown = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');
