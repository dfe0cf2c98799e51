/** Gives each item its place as a key: for lists that never change their order while they are shown. */
export const withKeys = <T>(items: readonly T[]): { key: string; item: T; at: number }[] =>
  items.map((item, at) => ({ key: String(at), item, at }));
