import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '#server/config.ts';
import { StartError } from '#server/data-folder.ts';

const REASONS: Record<string, string> = {
  EADDRINUSE: 'is already in use: stop the other program, or choose another port with PORT',
  EACCES: 'may not be used by this account: choose a PORT above 1023',
  EADDRNOTAVAIL: 'is not an address of this computer: check HOST',
  ENOTFOUND: 'is not an address of this computer: check HOST',
};

/** Node gives a whole request five minutes, which is too little for a large package on a slow line. */
const LONGEST_UPLOAD_MS = 6 * 60 * 60 * 1000;

/**
 * A package can set cookies for all packages' hosts at once, as many as browsers take (180 of 4 KB each). Refusing them
 * would keep every other package from opening: so they are read, and ignored.
 */
const MAX_HEADER_BYTES = 1024 * 1024;

/** An open port. Until `serve` is called every request is told that the server is starting. */
export type Door = {
  port: number;
  serve: (app: RequestListener) => void;
  /** Takes no new requests, and gives those under way `graceMs` to end. */
  close: (graceMs: number) => Promise<void>;
};

/** Opens the port, before anything else is touched. Throws `StartError` when it is not to be had. */
export async function openDoor({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Door> {
  let app: RequestListener = (_req, res) => {
    res.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('Askwell is starting.\n');
  };
  const server = createServer(
    { requestTimeout: LONGEST_UPLOAD_MS, maxHeaderSize: MAX_HEADER_BYTES },
    (req, res) => app(req, res),
  );
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new StartError(
      `Port ${port} on ${host} ${REASONS[code] ?? `cannot be opened: ${String(error)}`}.`,
      { cause: error },
    );
  }
  return {
    port: (server.address() as AddressInfo).port,
    serve: (next) => {
      app = next;
    },
    close: (graceMs) => close(server, graceMs),
  };
}

async function close(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
