/** A coffee shop with a random past for the tests of reports, and what its ledger says of it, asked without the code under test. */
import { z } from 'zod';
import { query, sql, type Queryable } from '../../src/kit/sql.ts';
import { randomFrom } from '../simulation/random.ts';
import { buy, COFFEE, newMember, type TestMember } from './coffee.ts';
import type { Answer, TestOrganization } from './test-api.ts';

export const ZONE = 'Europe/Moscow';
const DAY_MS = 86_400_000;
/** What the coffee shop of other tests has, with a discount, and units that expire while the test goes on. */
const PROGRAM = COFFEE.replace('P180D', 'P90D').replace(
  '  - id: welcome',
  '  - { id: off, on: purchase, discount: { percent: 7%, lines: \'line.sku == "sku1"\' } }\n  - id: welcome',
);

const STORES = ['north', 'south', ''] as const;

export interface RandomShop {
  /** Something happens. */
  step(): Promise<void>;
  readonly members: readonly TestMember[];
}

interface Done {
  readonly id: string;
  readonly lines: number;
}

/** `now` is where the sandbox's clock stands. */
export async function openRandomShop(
  { call }: TestOrganization,
  { seed, now }: { readonly seed: number; readonly now: number },
): Promise<RandomShop> {
  const published = await call('PUT', '/v1/programs/corner-coffee', {
    text: PROGRAM,
    headers: { 'content-type': 'application/yaml' },
  });
  if (published.status !== 200) throw new Error(published.text);
  const random = randomFrom(seed, 'reports');
  const members = [await newMember(call), await newMember(call), await newMember(call)];
  const purchases: Done[] = [];
  let clock = now;
  let count = 0;

  async function purchase(): Promise<void> {
    count += 1;
    const member = random.chance(0.25) ? undefined : random.pick(members);
    const lines = Array.from({ length: random.int(1, 3) }, (_, index) => {
      const amount = random.int(100, 90_000);
      return { sku: `sku${index}`, quantity: 2, price: Math.ceil(amount / 2), amount: Math.ceil(amount / 2) * 2 };
    });
    const store = random.pick(STORES);
    // Now and then a receipt comes days later: from a till without network, or from the past.
    const daysLate = random.chance(0.2) ? random.int(1, 9) : 0;
    const at = daysLate > 0 ? { at: new Date(clock - daysLate * DAY_MS).toISOString() } : {};
    const total = lines.reduce((sum, { amount }) => sum + amount, 0);
    const answer = await buy(call, member === undefined ? undefined : { id: member.id }, {
      id: `random-${count}`,
      receipt: { total, lines, ...(store === '' ? {} : { store }), ...at },
      ...(daysLate > 2 ? { history: true } : {}),
      ...(member !== undefined && random.chance(0.4) ? { pay: { units: 'max' } } : {}),
    });
    if (answer.status !== 201) throw new Error(answer.text);
    if (member !== undefined) purchases.push({ id: answer.textAt('id'), lines: lines.length });
  }

  async function bringBack(): Promise<void> {
    if (purchases.length === 0) return;
    const { id, lines } = random.pick(purchases);
    const line = random.int(0, lines - 1);
    const part = random.chance(0.5) ? {} : { lines: [{ line, quantity: 1 }] };
    // It may have been brought back already.
    allowed(await call('POST', '/v1/returns', { json: { purchaseId: id, ...part } }), 409);
  }

  async function correct(): Promise<void> {
    const { id } = random.pick(members);
    const json = { member: { id }, wallet: 'bonus', units: random.pick([-500, 40, 300]), reason: 'Test' };
    allowed(await call('POST', '/v1/corrections', { json }), 409);
  }

  async function letTimePass(): Promise<void> {
    clock += random.pick([0.2, 1, 3, 60]) * DAY_MS;
    allowed(await call('POST', '/v1/sandbox/clock', { json: { now: new Date(clock).toISOString() } }));
  }

  async function mergeTwo(): Promise<void> {
    const [into, from] = [random.pick(members), random.pick(members)];
    if (into === from || members.length < 3) return;
    const json = { from: from.accountId, reason: 'Twice the same person' };
    allowed(await call('POST', `/v1/accounts/${into.accountId}/merge`, { json }), 404, 409, 422);
  }

  return {
    members,
    step: async () => {
      switch (random.weighted({ purchase: 60, bringBack: 15, correct: 8, letTimePass: 9, join: 5, merge: 3 })) {
        case 'purchase':
          return purchase();
        case 'bringBack':
          return bringBack();
        case 'correct':
          return correct();
        case 'letTimePass':
          return letTimePass();
        case 'join':
          members.push(await newMember(call));
          return;
        case 'merge':
          return mergeTwo();
      }
    },
  };
}

function allowed(answer: Answer, ...refusals: readonly number[]): void {
  if (answer.status >= 300 && !refusals.includes(answer.status)) throw new Error(answer.text);
}

const factRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
type Facts = readonly z.infer<typeof factRow>[];

/** What the ledger says, straight from its rows. */
export async function ledgerSays(on: Queryable): Promise<Readonly<Record<string, Facts>>> {
  const ask = (statement: ReturnType<typeof sql>): Promise<Facts> => query(on, statement, factRow);
  return {
    units: await ask(sql`
      select a.program_id, (j.occurred_at at time zone ${ZONE})::date as day, j.wallet, j.kind, sum(j.units)::bigint as units,
        coalesce(sum(j.units) filter (where j.lot_from is null), 0)::bigint as debt
      from journal j join accounts a on a.shard = j.shard and a.account_id = j.account_id
      group by 1, 2, 3, 4 order by 1, 2, 3, 4`),
    purchases: await ask(sql`
      select (occurred_at at time zone ${ZONE})::date as day, coalesce(event::jsonb #>> '{receipt,store}', '') as store,
        count(*) as purchases, sum((decision::jsonb #>> '{purchase,total}')::bigint)::bigint as sold,
        sum(coalesce((decision::jsonb #>> '{purchase,payment,money}')::bigint, 0))::bigint as paid_by_units
      from operations where type = 'purchase'
      group by 1, 2 order by 1, 2`),
    returns: await ask(sql`
      select (occurred_at at time zone ${ZONE})::date as day, count(*) as returns,
        sum((select sum((part ->> 'money')::bigint) from jsonb_array_elements(decision::jsonb #> '{return,parts}') part))::bigint
          as money
      from operations where type = 'return'
      group by 1 order by 1`),
    left: await ask(sql`
      select wallet, nullif(lot_to, 'infinity') as expires_at, sum(remaining)::bigint as units
      from lots
      group by 1, 2 having sum(remaining) <> 0 order by 1, 2`),
    joined: await ask(sql`
      select program_id, (joined_at at time zone ${ZONE})::date as day, count(*) as members
      from memberships
      group by 1, 2 order by 1, 2`),
    levels: await ask(sql`
      select tier as level, count(*) as accounts
      from accounts where version > 0 and tier <> '' and not state ? 'heir'
      group by 1 order by 1`),
    guests: await ask(sql`
      select (occurred_at at time zone ${ZONE})::date as day, coalesce(store, '') as store, count(*) as receipts,
        sum(total)::bigint as sold
      from guest_receipts
      group by 1, 2 order by 1, 2`),
    visits: await ask(sql`
      select distinct account_id, (occurred_at at time zone ${ZONE})::date as day
      from operations where type = 'purchase' order by 1, 2`),
    operations: await ask(sql`select account_id, version as seq from accounts where version > 0 order by 1`),
  };
}

/** What has been counted, in the same shape. */
export async function reportsSay(on: Queryable): Promise<Readonly<Record<string, Facts>>> {
  const ask = (statement: ReturnType<typeof sql>): Promise<Facts> => query(on, statement, factRow);
  return {
    units: await ask(sql`
      select program_id, day, wallet, kind, sum(units)::bigint as units, sum(debt)::bigint as debt
      from report_units
      group by 1, 2, 3, 4 order by 1, 2, 3, 4`),
    purchases: await ask(sql`
      select day, store, purchases, sold, paid_by_units from report_days where purchases > 0 order by 1, 2`),
    returns: await ask(sql`
      select day, sum(returns)::bigint as returns,
        sum(returned - returned_discounts - returned_by_units)::bigint as money
      from report_days
      group by 1 having sum(returns) > 0 order by 1`),
    left: await ask(sql`
      select wallet, nullif(expires_at, 'infinity') as expires_at, sum(units)::bigint as units
      from report_expiry
      group by 1, 2 having sum(units) <> 0 order by 1, 2`),
    levels: await ask(sql`select level, accounts from report_levels where accounts <> 0 order by 1`),
    guests: await ask(sql`select day, store, receipts, sold from report_guests order by 1, 2`),
    visits: await ask(sql`select account_id, day from report_visits where store = '' order by 1, 2`),
    joined: await ask(sql`select program_id, day, members from report_joined where zone = ${ZONE} order by 1, 2`),
    operations: await ask(sql`select account_id, seq from report_accounts order by 1`),
  };
}
