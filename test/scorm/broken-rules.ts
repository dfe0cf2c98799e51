import { inspectParts } from '#server/packages/inspect-package.ts';
import type { BrokenRule } from '#server/packages/rules/rule.ts';

/** Files of a package by path. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** Every rule that a package breaks. */
export const brokenRules = (files: PackageFiles): BrokenRule[] =>
  inspectParts({ sizes: new Map([...files].map(([path, bytes]) => [path, bytes.length])), contents: files })
    .problems;
