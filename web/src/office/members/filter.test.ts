// An address typed by hand or by another screen asks for what it says, and nonsense in it for everybody.
import { expect, test } from 'vitest';
import { daysAgo, readAsked } from './filter.ts';

test.each([
  [{}, { filter: 'all' }],
  [{ filter: 'nonsense', level: 'gold' }, { filter: 'all' }],
  [
    { filter: 'new', from: '2026-11-01T00:00:00+03:00' },
    { filter: 'new', from: '2026-10-31T21:00:00.000Z' },
  ],
  [{ filter: 'active', from: 'yesterday', to: 5 }, { filter: 'active' }],
  [{ filter: 'expiring' }, { filter: 'expiring', days: 30 }],
  [
    { filter: 'expiring', days: 7, program: 'coffee' },
    { filter: 'expiring', days: 7, program: 'coffee' },
  ],
  [
    { filter: 'expiring', days: -1 },
    { filter: 'expiring', days: 30 },
  ],
  [
    { filter: 'level', level: 'gold', from: '2026-11-01' },
    { filter: 'level', level: 'gold' },
  ],
])('%j asks for %j', (search, asked) => {
  expect(readAsked(search)).toEqual(asked);
});

test('so many days ago is the beginning of a day', () => {
  const from = new Date(daysAgo(30, Date.parse('2026-11-22T10:00:00Z')));
  expect([from.getHours(), from.getMinutes()]).toEqual([0, 0]);
});
