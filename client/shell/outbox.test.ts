import { expect, it } from 'vitest';
import { openJournal } from './journal.ts';
import { openOutbox } from './outbox.ts';

const content = (sco: string, place: string) => ({ sco, cmi: { core: { lesson_location: place } } });

it('an answer for one part of a package says nothing about what another has still to store', () => {
  const outbox = openOutbox(1, openJournal(undefined, 'package'));
  outbox.put(content('a', '1'), true);
  outbox.put(content('b', '2'), false);
  const [a, b] = outbox.unsent();
  if (!a || !b) throw new Error('Two were put in.');
  outbox.drop(b, true);
  expect(outbox.unsent()).toEqual([a]);
  outbox.drop(a, true);
  expect(outbox.isEmpty()).toBe(true);
});
