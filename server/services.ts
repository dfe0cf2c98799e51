import type { Logger } from 'pino';
import type { Auth } from '#server/accounts/auth.ts';
import type { Config } from '#server/config.ts';
import type { Store } from '#server/db/store.ts';
import type { Storage } from '#server/packages/storage.ts';

/** What the features are built from; made once in main.ts, or by a test. */
export type Services = {
  config: Config;
  store: Store;
  auth: Auth;
  storage: Storage;
  log: Logger;
  /** The server's clock, milliseconds since 1970. */
  now: () => number;
};
