// The till's own memory of its day: sums are right, a repeat counts once, and yesterday or rubbish is not shown.
import { expect, test } from 'vitest';
import { addToLog, readLog, type ShiftEntry, summaryOf } from './shift-log.ts';

function memory(stored: string | null = null) {
  let text = stored;
  return { getItem: () => text, setItem: (_: string, value: string) => void (text = value) };
}

const NOW = new Date(2026, 10, 22, 15);

function entry(id: string, changed: Partial<ShiftEntry> = {}): ShiftEntry {
  return {
    kind: 'sale',
    id,
    number: `n-${id}`,
    at: NOW.toISOString(),
    isMember: true,
    money: 10_000,
    earned: [{ wallet: 'bonus', units: 5 }],
    paid: [],
    ...changed,
  };
}

test('the day adds up: sales, returns, units by wallet', () => {
  const storage = memory();
  addToLog(storage, 'log', entry('a', { paid: [{ wallet: 'bonus', units: 7 }] }), NOW);
  addToLog(storage, 'log', entry('b', { isMember: false, earned: [] }), NOW);
  addToLog(storage, 'log', entry('c', { kind: 'return', money: 4_000, earned: [], paid: [] }), NOW);
  addToLog(storage, 'log', entry('a', { paid: [{ wallet: 'bonus', units: 7 }] }), NOW);
  const log = readLog(storage, 'log', NOW);
  expect(log.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  expect(summaryOf(log)).toEqual({
    sales: 2,
    withCard: 1,
    taken: 20_000,
    returns: 1,
    givenBack: 4_000,
    earned: [{ wallet: 'bonus', units: 5 }],
    paid: [{ wallet: 'bonus', units: 7 }],
  });
});

test('yesterday is over', () => {
  const storage = memory();
  addToLog(storage, 'log', entry('a'), NOW);
  expect(readLog(storage, 'log', new Date(2026, 10, 23, 1))).toEqual([]);
});

test.each([[null], ['rubbish'], ['{}'], ['[1, null, {"kind": "sale"}, {"kind": "sale", "earned": [{}]}]']])(
  'what is stored and is no log is nothing: %j',
  (stored) => {
    expect(readLog(memory(stored), 'log', NOW)).toEqual([]);
  },
);

test('a browser that keeps nothing still shows the newest', () => {
  const broken = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  };
  expect(addToLog(broken, 'log', entry('a'), NOW)).toHaveLength(1);
});
