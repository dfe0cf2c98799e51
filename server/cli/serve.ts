import { SETTINGS } from '#server/config.ts';
import type { Running } from '#server/start.ts';

/** The settings as `serve --help` lists them. */
export const settingsHelp = (): string => {
  const lines = Object.entries(SETTINGS).map(([name, text]) => `  ${name.padEnd(15)} ${text}`);
  return `\nSettings, from the environment:\n${lines.join('\n')}\n`;
};

/** Runs the server until it is asked to stop (SIGINT or SIGTERM). */
export async function serveCommand(env: Record<string, string | undefined>): Promise<void> {
  const { startServer } = await import('#server/start.ts');
  const stop = askedToStop(); // a signal during the start counts, too
  const running = await startServer(env);
  console.log(announcement(running));
  await stop;
  await running.stop();
}

function announcement({ config, links }: Running): string {
  const lines = [`Askwell is ready at ${config.publicUrl}`];
  if (links.admin !== undefined) lines.push(`First administrator: open ${links.admin}`);
  if (links.tryout !== undefined) lines.push(`Try it as an agent: open ${links.tryout}`);
  if (lines.length > 1) lines.push('Each link works once. Until it is used, every start prints a new one.');
  return lines.join('\n');
}

/** The second signal ends the process at once, for an operator who does not want to wait. */
const askedToStop = (): Promise<void> =>
  new Promise((resolve) => {
    const onSignal = () => {
      process.once('SIGINT', () => process.exit(130));
      process.once('SIGTERM', () => process.exit(143));
      resolve();
    };
    process.once('SIGINT', onSignal);
    process.once('SIGTERM', onSignal);
  });
