import { formatWhen } from './format.ts';

/** A moment, readable by people and programs. */
export function When({ ms }: { ms: number }) {
  return <time dateTime={new Date(ms).toISOString()}>{formatWhen(ms)}</time>;
}
