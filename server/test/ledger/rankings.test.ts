/** Accounts of a program against each other, and partners: read from what was decided. */
import { day, instant, units, type Event, type Instant } from '@kopilka/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, now, purchase, setStage, type Stage } from './stage.ts';

const SHOP = `
kopilka: 1
id: cashback
name: Coalition
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00 }
  ticket: { expires: { after: P30D } }
partners:
  books: { name: Books }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }
  - { id: tickets, on: purchase, earn: { wallet: ticket, each: 1 } }
tiers:
  by: spend
  window: { rolling: P12M }
  levels: [{ id: regular, from: 0 }, { id: gold, from: 1000.00 }]
`;

const DAY_MS = 86_400_000;
let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ accounts: 6, program: SHOP });
});

afterAll(async () => {
  expect((await stage.audit()).offences).toEqual([]);
  await stage.close();
});

function account(index: number): string {
  const id = stage.accounts.toSorted()[index];
  if (id === undefined) throw new Error('the stage has too few accounts');
  return id;
}

/** Bought at a partner's. */
function elsewhere(event: Event): Event {
  if (event.type !== 'purchase') throw new Error('a purchase was made');
  return { ...event, receipt: { ...event.receipt, partner: 'books' } };
}

function daysAgo(days: number): Instant {
  return instant(Date.now() - days * DAY_MS);
}

function dayOf(at: Instant): ReturnType<typeof day> {
  return day(new Date(at).toISOString().slice(0, 10));
}

test('a ranking is by value, then by account; an account knows its place, equal ones share it', async () => {
  done(await stage.post(account(0), purchase([50_000], { at: daysAgo(40) })));
  done(await stage.post(account(0), purchase([30_000])));
  done(await stage.post(account(1), purchase([90_000])));
  done(await stage.post(account(2), purchase([30_000])));
  done(await stage.post(account(3), purchase([200_000])));
  const { organizationId, ledger } = stage;
  const ever = { meter: 'spend', from: null, until: null };
  const recent = { meter: 'spend', from: dayOf(daysAgo(20)), until: null };
  expect(await ledger.ranking(organizationId, 'cashback', { ...ever, limit: 3 })).toEqual([
    { accountId: account(3), value: 200_000 },
    { accountId: account(1), value: 90_000 },
    { accountId: account(0), value: 80_000 },
  ]);
  expect(await ledger.ranking(organizationId, 'cashback', { ...recent, tiers: ['regular'], limit: 9 })).toEqual([
    { accountId: account(1), value: 90_000 },
    { accountId: account(0), value: 30_000 },
    { accountId: account(2), value: 30_000 },
  ]);
  expect(await ledger.standingIn(organizationId, 'cashback', recent, account(2))).toEqual({ rank: 3, value: 30_000 });
  expect(await ledger.standingIn(organizationId, 'cashback', recent, account(0))).toEqual({ rank: 3, value: 30_000 });
  const golden = { ...ever, tiers: ['gold'] };
  expect(await ledger.standingIn(organizationId, 'cashback', golden, account(3))).toEqual({ rank: 1, value: 200_000 });
  expect(await ledger.standingIn(organizationId, 'cashback', golden, account(2))).toBeNull();
  expect(await ledger.standingIn(organizationId, 'cashback', ever, account(5))).toBeNull();
  const until = { meter: 'spend', from: null, until: dayOf(daysAgo(20)) };
  expect(await ledger.ranking(organizationId, 'cashback', { ...until, limit: 9 })).toEqual([
    { accountId: account(0), value: 50_000 },
  ]);
});

test('tickets are those that have not expired', async () => {
  const holders = await stage.ledger.ticketHolders(stage.organizationId, 'cashback', 'ticket', now());
  expect(holders).toEqual([0, 1, 2, 3].map((index) => ({ accountId: account(index), units: units(1) })));
});

test('partners are settled by what was accepted meanwhile', async () => {
  const from = now();
  done(await stage.post(account(4), elsewhere(purchase([10_000]))));
  done(await stage.post(account(4), elsewhere(purchase([5_000], { pay: units(4) }))));
  const until = instant(Date.now() + 1);
  const { ledger, organizationId } = stage;
  expect(await ledger.partnerMovements(organizationId, 'cashback', from, until)).toMatchObject([
    { partner: 'books', wallet: 'bonus', kind: 'earn', units: 14 },
    { partner: 'books', wallet: 'bonus', kind: 'pay', units: -4 },
    { partner: 'books', wallet: 'ticket', kind: 'earn', units: 2 },
  ]);
  expect(await ledger.partnerMovements(organizationId, 'cashback', until, instant(until + DAY_MS))).toEqual([]);
  const [entry] = await ledger.journal(organizationId, account(4), { limit: 1 });
  expect(entry?.partner).toBe('books');
});
