import type { Progress, Saved, Started, Tracker } from '#client/player/tracker.ts';

/** What a preview keeps, and only as long as the page lives. */
export type Memory = {
  started: Started;
  location: string;
  scaledScore: number | undefined;
  objectives: Map<string, Progress['objectives'][number]>;
  answers: Progress['answers'];
};

export const emptyMemory = (): Memory => ({
  started: {
    entry: 'ab-initio',
    learnerName: '',
    mode: 'normal',
    suspendData: '',
    completionStatus: 'not attempted',
    successStatus: 'unknown',
  },
  location: '',
  scaledScore: undefined,
  objectives: new Map(),
  answers: [],
});

function remember(memory: Memory, progress: Progress): void {
  const { started } = memory;
  const completed = progress.completionStatus === 'completed';
  started.suspendData = progress.suspendData;
  started.entry = 'resume';
  if (completed || started.completionStatus !== 'completed')
    started.completionStatus = progress.completionStatus;
  if (progress.successStatus === 'passed') started.successStatus = 'passed';
  memory.location = progress.location;
  if (completed) memory.scaledScore = Math.max(memory.scaledScore ?? 0, progress.scaledScore);
  for (const objective of progress.objectives) memory.objectives.set(objective.id, objective);
  memory.answers.push(...progress.answers);
}

/** Plays without a run-time (preview). It keeps the rules of the others, but says truly that nothing is saved. */
export function memoryTracker(memory: Memory = emptyMemory()): Tracker {
  let open = false;
  const keep = (progress: Progress): Saved => {
    if (open && memory.started.mode === 'normal') remember(memory, progress);
    return { saved: false, reason: 'none', detail: '' };
  };
  return {
    name: 'memory',
    start: async () => {
      open = true;
      const before = { ...memory.started };
      const untouched = before.completionStatus === 'not attempted' || before.completionStatus === 'unknown';
      if (untouched && before.mode === 'normal') memory.started.completionStatus = 'incomplete';
      return before;
    },
    commit: keep,
    finish: (progress) => {
      const saved: Saved = progress ? keep(progress) : { saved: false, reason: 'none', detail: '' };
      open = false;
      return saved;
    },
  };
}
