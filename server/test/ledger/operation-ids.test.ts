/** Operations with an id of their own: whatever was set aside for one can be given to somebody else once the id is used up. */
import { units, type Event } from '@kopilka/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOperationId, shardOf } from '../../src/ledger/ids.ts';
import type { Ledger, OperationKey, PostResult } from '../../src/ledger/ledger.ts';
import { done, now, purchase, receiptKey, setStage, tally, type Stage } from './stage.ts';

let stage: Stage;
let taken = 0;

beforeAll(async () => {
  stage = await setStage({ accounts: 40 });
});

afterAll(async () => {
  expect((await stage.audit()).offences).toEqual([]);
  await stage.close();
});

/** An account that no other test touches, and an id for an operation on it. */
function place() {
  const accountId = stage.accounts[taken];
  taken += 1;
  if (accountId === undefined) throw new Error('the stage has too few accounts');
  const operationId = newOperationId(Date.now(), shardOf(accountId));
  return { organizationId: stage.organizationId, programId: 'cashback', accountId, now: now(), operationId };
}

function post(
  at: ReturnType<typeof place>,
  { event = purchase([10_000]), keys = [] }: { event?: Event; keys?: readonly OperationKey[] } = {},
  by: Ledger = stage.ledger,
): Promise<PostResult> {
  return by.post({ ...at, event, history: false, keys, bodyHash: '00' });
}

test('it happens under its id once, however often and from wherever it is sent', async () => {
  const at = place();
  const other = stage.anotherLedger();
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) => post(at, {}, index % 2 === 0 ? stage.ledger : other)),
  );
  expect(tally(results)).toEqual({ done: 1, repeated: 19 });
  expect(done(await post(place())).operationId).not.toBe(at.operationId);
  expect(await stage.ledger.useUp(at)).toMatchObject({ type: 'happened', operation: { operationId: at.operationId } });
});

test('nothing happens under an id that is used up, however late it comes', async () => {
  const at = place();
  expect(await stage.ledger.useUp(at)).toEqual({ type: 'used_up' });
  expect(await stage.ledger.useUp(at)).toEqual({ type: 'used_up' });
  expect(await post(at, { keys: [receiptKey('late')] })).toEqual({ type: 'receipt_taken' });
  const anew = { ...at, operationId: newOperationId(Date.now(), shardOf(at.accountId)) };
  expect(done(await post(anew, { keys: [receiptKey('late')] })).operationId).toBe(anew.operationId);
});

test('posted and used up at once from two processes: one of them wins, and both know which', async () => {
  const other = stage.anotherLedger();
  const ends = Array.from({ length: 20 }, async () => {
    const at = place();
    const [posted, used] = await Promise.all([post(at), other.useUp(at)]);
    return `${posted.type} ${used.type}`;
  });
  for (const end of await Promise.all(ends)) expect(['done happened', 'receipt_taken used_up']).toContain(end);
});

test('keys that stand for an operation that never happened stand for this one afterwards', async () => {
  const at = place();
  const keys = [receiptKey('mine'), { kind: 'idempotency', key: 'mine' } as const];
  const refused = await post(
    { ...at, operationId: newOperationId(Date.now(), shardOf(at.accountId)) },
    {
      event: purchase([10_000], { pay: units(50) }),
      keys,
    },
  );
  expect(refused.type).toBe('refused');
  expect(done(await post(at, { keys })).operationId).toBe(at.operationId);
  for (const { kind, key } of keys)
    expect((await stage.ledger.happened(stage.organizationId, kind, [key, 'nobody’s'])).get(key)).toMatchObject({
      operationId: at.operationId,
      event: { type: 'purchase' },
    });
});

test('an unknown account has nothing to use up', async () => {
  const at = place();
  const accountId = `${at.accountId.slice(0, 8)}-0000-7000-8000-0000000000${at.accountId.slice(-2)}`;
  expect(await stage.ledger.useUp({ ...at, accountId })).toEqual({ type: 'account_unknown' });
});
