import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/**
 * Structured log on standard error; standard output is for what a person asked for. Written without blocking a
 * request, and flushed when the process ends. Whatever could open a door is left out, wherever it is logged.
 */
export const createLogger = (config: Pick<Config, 'logLevel'>): Logger =>
  pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'req.headers',
          'res.headers',
          '*.password',
          '*.token',
          '*.cookie',
          '*.authorization',
          '*.secret',
        ],
        remove: true,
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );

/** Launch tokens, one-time links and package keys are long parts of an address; ids (UUIDs) may stay. */
export function hideSecrets(url: string): string {
  const [path = '', ...query] = url.split('?');
  const parts = path
    .split('/')
    .map((part, i, all) => (all[i - 1] === 'play' || isSecret(part) ? '[hidden]' : part));
  return parts.join('/') + (query.length > 0 ? '?[hidden]' : '');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isSecret = (part: string): boolean => part.length >= 22 && /^[\w-]+$/.test(part) && !UUID.test(part);
