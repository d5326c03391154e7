/** A ledger on a database of its own, with one program and some accounts, for tests of the door. */
import { createHash, randomUUID } from 'node:crypto';
import {
  instant,
  loadProgram,
  money,
  QUANTITY_SCALE,
  quantity,
  units,
  type Event,
  type Instant,
  type PayRequest,
} from '@kopilka/engine';
import { audit } from '../../src/ledger/audit/audit.ts';
import type { AuditReport } from '../../src/ledger/audit/report.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { newAccountId } from '../../src/ledger/ids.ts';
import type { Ledger, OperationKey, OperationRequest, PostResult, StoredOperation } from '../../src/ledger/ledger.ts';
import type { ProgramSource } from '../../src/ledger/program-source.ts';
import { sql } from '../../src/kit/sql.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';

export const CASHBACK = `
kopilka: 1
id: cashback
name: Cashback
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: { en: { one: bonus, other: bonuses }, ru: { one: бонус, few: бонуса, many: бонусов } }
    worth: 1.00
    expires: { after: P30D }
    pay: { max: 100%, of: receipt }
tiers:
  by: spend
  window: { rolling: P12M }
  levels:
    - { id: regular, from: 0 }
    - { id: gold, from: 10000.00 }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: { regular: 10%, gold: 20% } } }
  - { id: up, on: tier.changed, if: 'event.data.to == "gold"', earn: { wallet: bonus, units: 77 } }
`;

export interface Stage {
  readonly organizationId: string;
  readonly database: TestDatabase;
  readonly programs: ProgramSource;
  readonly ledger: Ledger;
  readonly accounts: readonly string[];
  /** Another door to the same database, as another process would open. */
  anotherLedger(): Ledger;
  post(
    accountId: string,
    event: OperationRequest['event'],
    keys?: readonly OperationKey[],
    by?: Ledger,
  ): Promise<PostResult>;
  audit(): Promise<AuditReport>;
  close(): Promise<void>;
}

export async function setStage(options: { readonly accounts: number; readonly program?: string }): Promise<Stage> {
  const database = await createTestDatabase();
  const organizationId = randomUUID();
  const programs = sourceOf(options.program ?? CASHBACK);
  const ledger = createLedger({ system: database.db.system, programs });
  const others: Ledger[] = [];
  await database.db.system.query(
    sql`insert into organizations (organization_id, name, created_at) values (${organizationId}, 'Test', now())`,
  );
  const accounts = Array.from({ length: options.accounts }, () => newAccountId(Date.now()));
  await ledger.openAccounts(
    accounts.map((accountId) => ({ organizationId, programId: 'cashback', accountId, openedAt: now() })),
  );
  return {
    organizationId,
    database,
    programs,
    ledger,
    accounts,
    anotherLedger: () => {
      const other = createLedger({ system: database.db.system, programs });
      others.push(other);
      return other;
    },
    post: (accountId, event, keys = [], by = ledger) =>
      by.post({
        organizationId,
        programId: 'cashback',
        accountId,
        event,
        now: now(),
        history: false,
        keys,
        bodyHash: hashOf(typeof event === 'function' ? event('') : event),
      }),
    audit: () => database.db.transaction((snapshot) => audit({ snapshot, programs })),
    close: async () => {
      await Promise.all([ledger, ...others].map((each) => each.close()));
      await database.drop();
    },
  };
}

export function now(): Instant {
  return instant(Date.now());
}

/** A receipt of one-piece lines. */
export function purchase(
  amounts: readonly number[],
  more: { readonly at?: Instant; readonly id?: string; readonly pay?: PayRequest['units'] } = {},
): Event {
  return {
    type: 'purchase',
    at: more.at ?? now(),
    receipt: {
      ...(more.id === undefined ? {} : { id: more.id }),
      currency: 'RUB',
      total: money(amounts.reduce((sum, amount) => sum + amount, 0)),
      lines: amounts.map((amount, index) => ({
        sku: `sku${index}`,
        quantity: quantity(QUANTITY_SCALE),
        price: money(amount),
        amount: money(amount),
      })),
    },
    ...(more.pay === undefined ? {} : { pay: { wallet: 'bonus', units: more.pay } }),
  };
}

export function returnOf(operation: StoredOperation, line = 0): Event {
  return {
    type: 'return',
    at: now(),
    parts: [{ purchase: operation.operationId, lines: [{ line, quantity: quantity(QUANTITY_SCALE) }] }],
  };
}

/** The operation of a result that must have been done. */
export function done(result: PostResult): StoredOperation {
  if (result.type !== 'done') throw new Error(`expected done, got ${JSON.stringify(result)}`);
  return result.operation;
}

export function receiptKey(id: string): OperationKey {
  return { kind: 'receipt', key: `api/${id}` };
}

/** How many results of each type. */
export function tally(results: readonly { readonly type: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of results) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

export function available(operation: StoredOperation): number {
  return operation.decision.after.wallets['bonus']?.available ?? units(0);
}

function sourceOf(source: string): ProgramSource {
  const loaded = loadProgram(source, 'yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const active = { version: 1, program: loaded.program };
  return { timeline: () => ({ at: () => active, version: (version) => (version === 1 ? active : null) }) };
}

function hashOf(event: Event): string {
  const { at: _, ...rest } = event;
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex');
}
