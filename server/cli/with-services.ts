import { type Config, readConfig } from '#server/config.ts';
import { openServices } from '#server/open-services.ts';
import type { Services } from '#server/services.ts';

/** The settings of a command beside the server: the same as the server's, but its log tells only of faults. */
const commandConfig = (): Config => {
  const config = readConfig();
  return { ...config, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel };
};

/** Runs a command on the data of the server, which may be running meanwhile. */
export async function withServices<R>(work: (services: Services) => Promise<R>): Promise<R> {
  const services = await openServices(commandConfig());
  try {
    return await work(services);
  } finally {
    await services.store.close();
  }
}
