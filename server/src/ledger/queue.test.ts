import { describe, expect, test } from 'vitest';
import { LedgerBusyError, LedgerClosedError } from './ledger-error.ts';
import { createQueue } from './queue.ts';
import { createWaitingRoom } from './waiting-room.ts';

interface Task {
  readonly account: string;
  readonly owner: string;
  readonly number: number;
}

const manners = {
  accountOf: ({ account }: Task) => account,
  ownerOf: ({ owner }: Task) => owner,
};

function task(owner: string, account: string, number = 0): Task {
  return { owner, account: `${owner}/${account}`, number };
}

describe('who waits', () => {
  test('an organization with few operations is not behind one with many', () => {
    const room = createWaitingRoom(manners);
    for (let index = 0; index < 1000; index += 1) room.enter(task('importer', `${index}`));
    for (let index = 0; index < 5; index += 1) room.enter(task('till', `${index}`));
    const owners = room.take(20).map(({ owner }) => owner);
    expect(owners.filter((owner) => owner === 'till')).toHaveLength(5);
    expect(room.size).toBe(985);
  });

  test('an account is in one batch at a time, its operations in the order they came', () => {
    const room = createWaitingRoom(manners);
    for (let number = 0; number < 5; number += 1) room.enter(task('shop', 'hot', number));
    const first = room.take(2);
    expect(first.map(({ number }) => number)).toEqual([0, 1]);
    expect(room.hasReady).toBe(false);
    room.enter(task('shop', 'hot', 5));
    expect(room.take(10)).toEqual([]);
    room.leave(first);
    expect(room.take(10).map(({ number }) => number)).toEqual([2, 3, 4, 5]);
  });

  test('one organization cannot take all the room', () => {
    const room = createWaitingRoom(manners);
    const fill = (owner: string): number => {
      for (let index = 0; ; index += 1) {
        try {
          room.enter(task(owner, `${index}`));
        } catch (error) {
          expect(error).toBeInstanceOf(LedgerBusyError);
          return index;
        }
      }
    };
    expect([fill('one'), fill('two'), fill('three')]).toEqual([30_000, 10_000, 0]);
    const gone = room.take(1000);
    room.leave(gone);
    expect(fill('three')).toBe(1000);
  });
});

describe('batches', () => {
  test('everything is worked on once and in order, however it comes', async () => {
    const done = new Map<string, number[]>();
    const queue = createQueue<Task>({
      ...manners,
      work: async (batch) => {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(256);
        await new Promise((resolve) => setTimeout(resolve, 1));
        for (const { account, number } of batch) done.set(account, [...(done.get(account) ?? []), number]);
      },
    });
    for (let number = 0; number < 50; number += 1) {
      for (let index = 0; index < 30; index += 1) queue.push(task(`shop${index % 3}`, `${index}`, number));
      if (number % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await queue.close();
    expect(done.size).toBe(30);
    for (const numbers of done.values()) expect(numbers).toEqual(Array.from({ length: 50 }, (_, number) => number));
    expect(() => queue.push(task('shop', 'late'))).toThrow(LedgerClosedError);
  });
});
