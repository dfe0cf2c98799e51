/**
 * Something wrong or weak in a course document, for the person who wrote it.
 * `path` is where in the data (`steps[2].turns[0].choices`), `file` and `line` (1-based) where in the text;
 * `error` stops packaging, `warning` does not.
 */
export type Problem = {
  level: 'error' | 'warning';
  /** Stable name of the rule, e.g. `dead-end`. */
  rule: string;
  /** What is wrong, the value, and what is expected: one sentence. */
  message: string;
  file: string;
  line?: number;
  path: string;
};
