/** What became of one SCO of a package in a real browser. */
export type PlayedSco = {
  sco: string;
  title: string;
  kind: 'sco' | 'asset' | 'elsewhere';
  /** Its page was shown. */
  opened: boolean;
  /** It started its run-time. */
  found: boolean;
  calls: number;
  /** Calls that its run-time refused. */
  refusedCalls: number;
  /** What its page threw, shortened. */
  pageErrors: string[];
  /** Hosts beside its own that its page asked for something: without them it may not work. */
  hosts: string[];
  /** How it stood when its page was closed. */
  status: string;
  /** What was left in it came back when the package was opened again. Null where nothing could be left, or where a new attempt began because the last one had ended. */
  resumed: boolean | null;
};

/** What became of one zip. */
export type Verdict = {
  file: string;
  verdict: 'accepted' | 'refused' | 'crashed';
  /** Why it was refused, or how it crashed. */
  reason: string;
  standard: string;
  tool: string;
  notices: string[];
  scos: PlayedSco[];
  seconds: number;
};

/** One line a zip, for people. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map((one) => [
    one.file,
    one.verdict,
    one.standard,
    one.tool,
    String(one.notices.length),
    share(one, ({ kind }) => kind === 'sco'),
    share(one, ({ opened }) => opened),
    share(one, ({ found }) => found),
    share(one, ({ resumed }) => resumed === true),
    String(sum(one, ({ calls }) => calls)),
    String(sum(one, ({ pageErrors }) => pageErrors.length)),
    one.verdict === 'accepted' ? statesOf(one) : one.reason,
  ]);
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_, at) => Math.min(60, Math.max(...all.map((row) => row[at]?.length ?? 0))));
  return all
    .map((row) =>
      row
        .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const HEADER = [
  'package',
  'verdict',
  'standard',
  'tool',
  'notices',
  'SCOs',
  'opened',
  'API found',
  'resumed',
  'calls',
  'page errors',
  'state after close, or why not',
];

const share = ({ scos }: Verdict, counts: (one: PlayedSco) => boolean): string =>
  String(scos.filter(counts).length);
const sum = ({ scos }: Verdict, value: (one: PlayedSco) => number): number =>
  scos.reduce((total, one) => total + value(one), 0);

/** `3 incomplete, 1 passed` */
function statesOf({ scos }: Verdict): string {
  const hosts = new Set(scos.flatMap((one) => one.hosts));
  const needs = hosts.size === 0 ? '' : `; asks ${[...hosts].join(', ')}`;
  const states = Map.groupBy(
    scos.filter(({ status }) => status !== ''),
    ({ status }) => status,
  );
  return [...states].map(([status, some]) => `${some.length} ${status}`).join(', ') + needs;
}
