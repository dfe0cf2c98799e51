import { expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type * as contract from '#server/contract/commit.ts';
import type * as shell from './protocol.ts';

// The shell knows no server code, so it writes these shapes down again; this file fails to compile when they part.
it('speaks the language of the server', () => {
  expectTypeOf<shell.ShellState>().toEqualTypeOf<z.infer<typeof contract.ShellState>>();
  expectTypeOf<shell.OpenedSession>().toEqualTypeOf<z.infer<typeof contract.OpenedSession>>();
  expectTypeOf<shell.Commit>().toEqualTypeOf<z.infer<typeof contract.Commit>>();
  expectTypeOf<shell.CommitAnswer>().toEqualTypeOf<z.infer<typeof contract.CommitAnswer>>();
  expectTypeOf<shell.PackageState>().toEqualTypeOf<z.infer<typeof contract.PackageState>>();
  expectTypeOf<shell.EnterSco>().toEqualTypeOf<z.infer<typeof contract.EnterSco>>();
  expectTypeOf<shell.EnteredSco>().toEqualTypeOf<z.infer<typeof contract.EnteredSco>>();
  expectTypeOf<shell.CallLog>().toEqualTypeOf<z.infer<typeof contract.CallLog>>();
  expectTypeOf<shell.Hint>().toEqualTypeOf<z.infer<typeof contract.ShellHint>['askwell']>();
});
