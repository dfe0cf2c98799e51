import { ensureFirstUsers, type FirstLinks } from '#server/accounts/first-users.ts';
import { createApp } from '#server/app.ts';
import { type Config, readConfig } from '#server/config.ts';
import { lockDataFolder, prepareDataFolder } from '#server/data-folder.ts';
import { openDoor } from '#server/listen.ts';
import { openServices } from '#server/open-services.ts';
import { publishAtStart } from '#server/publish-at-start.ts';

export type Running = {
  config: Config;
  links: FirstLinks;
  /** Ends what is under way, then lets go of port, database and data folder. */
  stop: () => Promise<void>;
};

const GRACE_MS = 10_000;

/** The whole server, ready to be used. Throws `SettingError` or `StartError` with a sentence for the operator. */
export async function startServer(env: Record<string, string | undefined>): Promise<Running> {
  const asked = readConfig(env);
  const door = await openDoor(asked);
  const undo: (() => unknown)[] = [() => door.close(GRACE_MS)];
  const stop = async () => {
    for (const each of undo) await each();
  };
  try {
    // With PORT=0 the system has chosen the port, and the addresses hold it.
    const config = asked.port === 0 ? readConfig({ ...env, PORT: String(door.port) }) : asked;
    prepareDataFolder(config.dataDir);
    if (config.databaseUrl === undefined) undo.push(lockDataFolder(config.dataDir));
    const services = await openServices(config);
    undo.splice(1, 0, () => services.store.close());
    await publishAtStart(services);
    const links = await ensureFirstUsers(services);
    door.serve(createApp(services));
    return { config, links, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
