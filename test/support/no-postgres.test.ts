import { test } from 'vitest';

test.skip('the API suite on PostgreSQL: no PostgreSQL server programs on this machine (Debian: apt-get install postgresql)', () => {});
