// What the device keeps belongs to one member and one build, and is gone when that member has signed out.
import { describe, expect, test } from 'vitest';
import { deviceKeyFrom } from '../token.ts';
import { createKeeper, type Holder } from './keeper.ts';
import { createMemoryShelf } from './shelf.ts';

const ANNA = '0199a000-0000-7000-8000-00000000000a';
const BORIS = '0199a000-0000-7000-8000-00000000000b';

async function holder(memberId: string): Promise<Holder> {
  return { memberId, key: await deviceKeyFrom({ prefix: 'KC1.X', secret: 'AQID', stepSeconds: 30, digits: 8 }) };
}

const ME = { name: '["me"]', data: { balance: 1284 }, at: 1000 };

test('what was kept is there after a restart, with when it was true', async () => {
  const shelf = createMemoryShelf();
  const before = createKeeper(shelf, 'build-1');
  await before.hold(await holder(ANNA));
  await before.keep(ME);
  await before.keepClock(-90_000);
  const kept = await createKeeper(shelf, 'build-1').read();
  expect(kept).toMatchObject({ holder: { memberId: ANNA }, isLeaving: false, clockAheadMs: -90_000, answers: [ME] });
  expect(kept.holder?.key?.prefix).toBe('KC1.X');
});

test('an answer of another build is not shown: its shape may be another', async () => {
  const shelf = createMemoryShelf();
  const before = createKeeper(shelf, 'build-1');
  await before.hold(await holder(ANNA));
  await before.keep(ME);
  const kept = await createKeeper(shelf, 'build-2').read();
  expect(kept.answers).toEqual([]);
  expect(kept.holder?.memberId).toBe(ANNA);
});

test('whoever signs in after somebody else finds nothing of them', async () => {
  const shelf = createMemoryShelf();
  const keeper = createKeeper(shelf, 'build-1');
  await keeper.hold(await holder(ANNA));
  await keeper.keep(ME);
  await keeper.hold(await holder(BORIS));
  expect((await keeper.read()).answers).toEqual([]);
  expect([...(await shelf.all()).keys()]).toEqual(['holder']);
});

describe('after signing out', () => {
  test('nothing is left on the shelf', async () => {
    const shelf = createMemoryShelf();
    const keeper = createKeeper(shelf, 'build-1');
    await keeper.hold(await holder(ANNA));
    await keeper.keep(ME);
    await keeper.forget();
    expect([...(await shelf.all())]).toEqual([]);
  });

  test('an answer that comes too late is not kept', async () => {
    const shelf = createMemoryShelf();
    const keeper = createKeeper(shelf, 'build-1');
    await keeper.hold(await holder(ANNA));
    await keeper.forget({ isLeaving: true });
    await keeper.keep(ME);
    await keeper.keepClock(5);
    expect([...(await shelf.all())]).toEqual([['leaving', true]]);
  });

  test('what the server has not been told is remembered until somebody signs in', async () => {
    const shelf = createMemoryShelf();
    const keeper = createKeeper(shelf, 'build-1');
    await keeper.forget({ isLeaving: true });
    expect((await keeper.read()).isLeaving).toBe(true);
    await keeper.hold(await holder(ANNA));
    expect((await keeper.read()).isLeaving).toBe(false);
  });
});

test.each([[undefined], ['text'], [{ memberId: 5 }], [null]])(
  'a holder that cannot be read is nobody: %j',
  async (stored) => {
    const shelf = createMemoryShelf();
    await shelf.put('holder', stored);
    await shelf.put('answer ["me"]', { data: 1, at: 1, memberId: ANNA, build: 'build-1' });
    expect(await createKeeper(shelf, 'build-1').read()).toMatchObject({ holder: null, answers: [] });
  },
);
