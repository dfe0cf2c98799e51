import { Agent, request } from 'node:http';

// A child process that plays many learners at once: each connection commits to attempts of its own, in turns, so that
// none commits more often than a page may. Reads one job from its parent, answers with rates and latencies.

export type Target = { host: string; path: string; epoch: number };
export type Job = {
  port: number;
  targets: Target[];
  concurrency: number;
  seconds: number;
  firstNumber: number;
};
export type Load = {
  commits: number;
  failed: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  lastNumber: number;
};

/** A commit as our player's lesson makes it in the middle of a dialogue: about 3 KB, one interaction more each time up to 12. */
export function commitBody(epoch: number, number: number): string {
  const count = Math.min(number, 12);
  const interactions: Record<string, unknown> = {};
  for (let i = 0; i < count; i++) {
    const minute = String(i).padStart(2, '0');
    interactions[String(i)] = {
      id: `lesson_call_turn-${i}`,
      time: `10:${minute}:00`,
      type: 'fill-in',
      weighting: '',
      student_response: 'What has this stopped you from doing today, if you do not mind my asking?',
      result: 'neutral',
      latency: '00:00:07',
      objectives: {},
      correct_responses: {},
    };
  }
  const cmi = {
    suspend_data: `1.abc.${'x7Q'.repeat(150)}.${number}`,
    comments: '',
    core: {
      lesson_location: 'the-call',
      lesson_status: 'incomplete',
      exit: 'suspend',
      session_time: `00:00:${String(number % 60).padStart(2, '0')}`,
      score: { raw: '', min: '', max: '100' },
    },
    objectives: {
      '0': { id: 'lesson_ask-impact', status: 'incomplete', score: { raw: '', min: '', max: '' } },
    },
    interactions,
    student_preference: { audio: '', language: '', speed: '', text: '' },
  };
  return JSON.stringify({ epoch, number, final: false, cmi });
}

function post(job: Job, agent: Agent, target: Target, body: string): Promise<number> {
  return new Promise((done, fail) => {
    const headers = {
      host: target.host,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(
      { port: job.port, host: '127.0.0.1', path: target.path, method: 'POST', agent, headers },
      (answer) => {
        answer.resume();
        answer.on('end', () => done(answer.statusCode ?? 0));
      },
    );
    sent.on('error', fail);
    sent.end(body);
  });
}

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

async function run(job: Job): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.concurrency });
  const times: number[] = [];
  let failed = 0;
  const next = new Map(job.targets.map((target) => [target, job.firstNumber]));
  const started = performance.now();
  const until = started + job.seconds * 1000;
  const connection = async (targets: Target[]) => {
    for (let turn = 0; performance.now() < until; turn++) {
      const target = targets[turn % targets.length] as Target;
      const number = next.get(target) ?? job.firstNumber;
      next.set(target, number + 1);
      const body = commitBody(target.epoch, number);
      const before = performance.now();
      const status = await post(job, agent, target, body);
      times.push(performance.now() - before);
      if (status !== 200) failed++;
    }
  };
  const shares = Map.groupBy(job.targets, (target) => job.targets.indexOf(target) % job.concurrency);
  await Promise.all([...shares.values()].map(connection));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    commits: times.length,
    failed,
    perSecond: (times.length - failed) / seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    lastNumber: Math.max(...next.values()) - 1,
  };
}

process.on('message', (job: Job) => {
  run(job).then(
    (load) => process.send?.(load),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
