/** What goes from one account to another, and to members: once, to one side, or back. */
import { instant, units, type Event, type Instant } from '@kopilka/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { newAccountId } from '../../src/ledger/ids.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { drainOutbox } from '../../src/ledger/outbox.ts';
import { available, done, now, purchase, setStage, type Stage } from './stage.ts';

const SHOP = `
kopilka: 1
id: cashback
name: Gifts
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00, expires: { after: P30D }, transfer: {} }
tiers:
  by: spend
  window: { rolling: P12M }
  levels: [{ id: regular, from: 0 }, { id: gold, from: 1500.00 }]
referral:
  qualifies: receipt.total >= 100.00
  referrer: { earn: { wallet: bonus, units: 33 } }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }
  - { id: hello, on: shop.hello, message: { en: 'Hello!', ru: 'Привет!' } }
`;

let stage: Stage;
let taken = 0;

beforeAll(async () => {
  stage = await setStage({ accounts: 30, program: SHOP });
});

afterAll(async () => {
  const report = await stage.audit();
  expect(report.offences).toEqual([]);
  await stage.close();
});

function account(): string {
  const id = stage.accounts[taken];
  taken += 1;
  if (id === undefined) throw new Error('the stage has too few accounts');
  return id;
}

function transfer(to: string, amount: number): Event {
  return { type: 'transfer', at: now(), wallet: 'bonus', units: units(amount), to };
}

function daysAgo(days: number): Instant {
  return instant(Date.now() - days * 86_400_000);
}

async function balance(accountId: string): Promise<number | undefined> {
  const standing = await stage.ledger.standing(stage.organizationId, accountId, now());
  return standing?.wallets['bonus']?.available;
}

function drain(...by: readonly Ledger[]): Promise<readonly number[]> {
  return Promise.all(by.map((ledger) => drainOutbox(stage.database.db.system, ledger)));
}

/** A door that refuses what is sent to an account, and leaves behind what a refusal does: the claim of its key. */
function refusing(accountId: string, by: Ledger = stage.ledger): Ledger {
  const impossible: Event = { type: 'correction', at: now(), wallet: 'bonus', units: units(-1_000_000), reason: 'no' };
  return {
    ...by,
    post: (request) => by.post(request.accountId === accountId ? { ...request, event: impossible } : request),
  };
}

const rowSchema = z.object({ topic: z.string(), refused: z.string().nullable(), waits: z.boolean() });

function outbox(accountId: string): Promise<readonly z.infer<typeof rowSchema>[]> {
  return query(
    stage.database.db.system,
    sql`select topic, refused, next_try_at < 'infinity' as waits from outbox where account_id = ${accountId}`,
    rowSchema,
  );
}

describe('a transfer', () => {
  test('arrives once, with its dates, however often and by whomever the outbox is drained', async () => {
    const [giver, taker, other] = [account(), account(), stage.anotherLedger()];
    done(await stage.post(giver, purchase([100_000])));
    const sent = done(await stage.post(giver, transfer(taker, 60)));
    expect(available(sent)).toBe(40);
    await drain(stage.ledger, other, stage.ledger);
    await drain(other);
    expect([await balance(giver), await balance(taker)]).toEqual([40, 60]);
    const [gave] = await stage.ledger.journal(stage.organizationId, giver, { limit: 1 });
    const received = await stage.ledger.journal(stage.organizationId, taker, { limit: 9 });
    expect(received).toMatchObject([{ kind: 'transfer', units: 60, lot: gave?.lot, operationType: 'receive' }]);
    expect(await outbox(giver)).toEqual([]);
  });

  test('that is refused comes back, once, and stays visible with the reason', async () => {
    const [giver, gone] = [account(), account()];
    done(await stage.post(giver, purchase([100_000])));
    done(await stage.post(giver, transfer(gone, 60)));
    await drain(refusing(gone), refusing(gone, stage.anotherLedger()));
    await drain(stage.ledger);
    expect([await balance(giver), await balance(gone)]).toEqual([100, 0]);
    const [back] = await stage.ledger.journal(stage.organizationId, giver, { limit: 1 });
    expect(back).toMatchObject({ kind: 'transfer', units: 60, operationType: 'receive' });
    // The key is used up there, so that nobody who is slow can still deliver it.
    expect(await stage.ledger.operations(stage.organizationId, gone, { limit: 9 })).toMatchObject([
      { event: { type: 'void' } },
    ]);
    expect(await outbox(giver)).toEqual([{ topic: 'receive', refused: 'correction_below_zero', waits: false }]);
  });

  test('to an account that has become part of another goes on to it', async () => {
    const [giver, gone, heir] = [account(), account(), account()];
    done(await stage.post(giver, purchase([100_000])));
    done(await stage.post(gone, purchase([20_000])));
    done(await stage.post(gone, { type: 'merge', at: now(), into: heir }));
    done(await stage.post(giver, transfer(gone, 60)));
    for (let n = 0; n < 3; n += 1) await drain(stage.ledger, stage.ledger);
    expect([await balance(giver), await balance(gone), await balance(heir)]).toEqual([40, 0, 80]);
    expect([...(await outbox(giver)), ...(await outbox(gone))]).toEqual([]);
  });

  test('to an account that does not exist comes back', async () => {
    const [giver, nobody] = [account(), newAccountId(Date.now())];
    done(await stage.post(giver, purchase([100_000])));
    done(await stage.post(giver, transfer(nobody, 60)));
    await drain(stage.ledger);
    expect(await balance(giver)).toBe(100);
    expect(await outbox(giver)).toEqual([{ topic: 'receive', refused: 'account_unknown', waits: false }]);
  });
});

test('an event for another account reaches it once: who brought a friend is thanked', async () => {
  const [friend, referrer] = [account(), account()];
  done(await stage.post(friend, { type: 'refer', at: now(), by: referrer }));
  done(await stage.post(friend, purchase([20_000])));
  await drain(stage.ledger, stage.anotherLedger());
  const thanks = await stage.ledger.journal(stage.organizationId, referrer, { limit: 9 });
  expect(thanks).toMatchObject([{ units: 33, operationType: 'custom' }]);
});

test('accounts that become one have what both had: units, what levels are measured by, and the level', async () => {
  const [gone, heir] = [account(), account()];
  for (const days of [300, 200, 1]) done(await stage.post(gone, purchase([40_000], { at: daysAgo(days) })));
  done(await stage.post(heir, purchase([30_000])));
  done(await stage.post(gone, { type: 'merge', at: now(), into: heir }));
  await drain(stage.ledger);
  const standing = await stage.ledger.standing(stage.organizationId, heir, now());
  // Of the older units nothing is left: they lived for 30 days.
  expect(standing).toMatchObject({ wallets: { bonus: { available: 70 } }, tier: { level: 'gold', measured: 150_000 } });
  const left = await stage.ledger.standing(stage.organizationId, gone, now());
  expect(left).toMatchObject({ wallets: { bonus: { available: 0 } }, tier: { level: 'regular', measured: 0 } });
});

describe('a message', () => {
  test('reaches the account once, the newest first', async () => {
    const member = account();
    for (let n = 0; n < 3; n += 1) {
      done(await stage.post(member, { type: 'custom', at: now(), name: 'shop.hello', data: {} }));
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await drain(stage.ledger, stage.anotherLedger());
    const all = await stage.ledger.messages(stage.organizationId, member, { limit: 10 });
    expect(all.map(({ rule, en, ru }) => [rule, en, ru])).toEqual(
      Array.from({ length: 3 }, () => ['hello', 'Hello!', 'Привет!']),
    );
    expect(all.map((message) => message.at)).toEqual(all.map((message) => message.at).toSorted((a, b) => b - a));
    const [first, ...older] = all;
    const before = first === undefined ? {} : { before: first.messageId };
    expect(await stage.ledger.messages(stage.organizationId, member, { ...before, limit: 10 })).toEqual(older);
    expect(await stage.ledger.messages('00000000-0000-7000-8000-000000000000', member, { limit: 10 })).toEqual([]);
  });
});
