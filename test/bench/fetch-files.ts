import { Agent, request } from 'node:http';

// A child process that opens a package as a browser does: every file once, over a few connections that stay open.
// Reads one job from its parent, answers with the time it took.

export type FetchJob = { port: number; host: string; paths: string[]; connections: number; encoding: string };
export type Fetched = { seconds: number; bytes: number; failed: number };

function get(job: FetchJob, agent: Agent, path: string): Promise<number> {
  const { host, port, encoding } = job;
  const headers = { host, 'accept-encoding': encoding };
  return new Promise((done, fail) => {
    const sent = request({ port, host: '127.0.0.1', path, headers, agent }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      answer.on('end', () =>
        answer.statusCode === 200 ? done(bytes) : fail(new Error(`${answer.statusCode}`)),
      );
    });
    sent.on('error', fail);
    sent.end();
  });
}

async function fetchAll(job: FetchJob): Promise<Fetched> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.connections });
  const waiting = [...job.paths];
  let [bytes, failed] = [0, 0];
  const started = performance.now();
  const one = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      try {
        bytes += await get(job, agent, path);
      } catch {
        failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: job.connections }, one));
  agent.destroy();
  return { seconds: (performance.now() - started) / 1000, bytes, failed };
}

process.once('message', (job: FetchJob) => {
  void fetchAll(job).then((fetched) => process.send?.(fetched));
});
