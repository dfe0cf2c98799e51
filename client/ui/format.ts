/** Dates and numbers as the reader's browser is set: its locale and its time zone. */

const when = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });

/** Day and time of a moment in milliseconds since 1970. */
export function formatWhen(ms: number): string {
  return when.format(ms);
}

export function formatDay(ms: number): string {
  return day.format(ms);
}

/** 0..1 as a percentage. */
export function formatShare(share: number): string {
  return percent.format(share);
}

/** Whole minutes, at least 1 when any time was spent. */
export function wholeMinutes(seconds: number): number {
  return seconds > 0 ? Math.max(1, Math.round(seconds / 60)) : 0;
}

/** A file's size in the unit a file list would use: 312 kB, 1.4 MB, 1.2 GB. */
export function formatBytes(bytes: number): string {
  const [unit, size] = unitOf(bytes);
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'kilobyte' ? 0 : 1,
  }).format(Math.max(bytes / size, unit === 'kilobyte' ? 1 : 0));
}

function unitOf(bytes: number): ['kilobyte' | 'megabyte' | 'gigabyte', number] {
  if (bytes < 1e6) return ['kilobyte', 1e3];
  return bytes < 1e9 ? ['megabyte', 1e6] : ['gigabyte', 1e9];
}
