/**
 * What an operation says to whoever counts: sums of its receipt, movements of units, what a return took back. Read from the
 * stored event and decision, without the rest of them.
 */
import { ENTRY_KINDS, type EntryKind, type Instant, instant, lotKeySchema, shareBetween } from '@kopilka/engine';
import { z } from 'zod';
import { storedJson } from './stored-json.ts';

/** Minor money. */
export interface ReceiptSums {
  /** '' where the receipt names none. */
  readonly store: string;
  /** Of the goods: before discounts of the program and before units. */
  readonly total: number;
  readonly discounts: number;
  readonly paidByUnits: number;
}

export type ReturnedPart = ReceiptSums;

export interface Movement {
  readonly wallet: string;
  readonly kind: EntryKind;
  /** Signed. */
  readonly units: number;
  /** When the lot expires, null for never; undefined when debt was made or repaid. */
  readonly expiresAt: Instant | null | undefined;
}

export interface OperationFacts {
  readonly accountId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly programVersion: number;
  readonly movements: readonly Movement[];
  /** Null for what is no purchase. */
  readonly bought: ReceiptSums | null;
  readonly purchasesReturned: readonly string[];
  /** What was taken back of each of these purchases. */
  readonly returned: readonly ReturnedPart[];
  /** By wallet: when the next units of it expire. */
  readonly nextExpiry: ReadonlyMap<string, Instant>;
}

const shareSchema = z.object({
  quantity: z.int(),
  amount: z.int(),
  payMoney: z.int(),
  discounts: z.array(z.int()).optional(),
});

const purchaseSchema = z.object({
  total: z.int(),
  payment: z.object({ money: z.int() }).nullable(),
  discounts: z.array(z.object({ money: z.int() })).optional(),
  lines: z.array(shareSchema),
});

const decisionSchema = z.object({
  entries: z.array(
    z.object({ wallet: z.string(), kind: z.enum(ENTRY_KINDS), units: z.int(), lot: lotKeySchema.nullable() }),
  ),
  purchase: purchaseSchema.optional(),
  return: z.object({ parts: z.array(z.object({ purchase: z.string() })) }).optional(),
  after: z.object({
    wallets: z.record(z.string(), z.object({ expiring: z.object({ at: z.int() }).nullable() })),
  }),
});

const eventSchema = z.object({ receipt: z.object({ store: z.string().optional() }).optional() });

export const operationFactsSchema = z
  .object({
    account_id: z.string(),
    seq: z.int(),
    type: z.string(),
    occurred_at: z.number(),
    program_version: z.int(),
    decision: storedJson(decisionSchema),
    event: z.string().nullable(),
  })
  .transform(({ decision, event, ...row }): OperationFacts => {
    // A hold decides about a purchase, too, which has not happened.
    const purchase = row.type === 'purchase' ? decision.purchase : undefined;
    return {
      accountId: row.account_id,
      seq: row.seq,
      at: instant(row.occurred_at),
      programVersion: row.program_version,
      movements: decision.entries.map(({ wallet, kind, units, lot }) => ({
        wallet,
        kind,
        units,
        expiresAt: lot === null ? undefined : lot.to,
      })),
      bought: purchase === undefined ? null : sumsOf(storeIn(event), purchase),
      purchasesReturned: (decision.return?.parts ?? []).map((part) => part.purchase),
      returned: [],
      nextExpiry: new Map(
        Object.entries(decision.after.wallets).flatMap(([wallet, { expiring }]) =>
          expiring === null ? [] : [[wallet, instant(expiring.at)] as const],
        ),
      ),
    };
  });

function storeIn(event: string | null): string {
  return event === null ? '' : (eventSchema.parse(JSON.parse(event)).receipt?.store ?? '');
}

function sumsOf(store: string, purchase: z.infer<typeof purchaseSchema>): ReceiptSums {
  return {
    store,
    total: purchase.total,
    discounts: (purchase.discounts ?? []).reduce((sum, { money }) => sum + money, 0),
    paidByUnits: purchase.payment?.money ?? 0,
  };
}

/** A part of a purchase that a return took back; millionths. */
interface ReturnedLine {
  readonly seq: number;
  readonly line: number;
  readonly quantity: number;
}

/** A purchase, for what returns took of it. */
export const returnedSchema = z
  .object({
    operation_id: z.string(),
    event: z.string(),
    decision: storedJson(z.object({ purchase: purchaseSchema })),
  })
  .transform(({ operation_id, event, decision: { purchase } }) => ({
    operationId: operation_id,
    /** The parts of the purchase that belong to the return with this number, exactly as the engine shares them out. */
    takenBackBy: (seq: number, parts: readonly ReturnedLine[]): ReturnedPart => {
      const sums = { total: 0, discounts: 0, paidByUnits: 0 };
      purchase.lines.forEach((share, line) => {
        const ofLine = parts.filter((part) => part.line === line);
        const before = quantityOf(ofLine.filter((part) => part.seq < seq));
        const after = before + quantityOf(ofLine.filter((part) => part.seq === seq));
        const step = (whole: number): number => shareBetween(whole, before, after, share.quantity);
        const { amount, payMoney, discounts = [] } = share;
        const off = discounts.reduce((sum, discount) => sum + step(discount), 0);
        // The money that was given back is rounded by itself, and the goods are what the three add up to.
        const money = step(discounts.reduce((left, discount) => left - discount, amount - payMoney));
        sums.discounts += off;
        sums.paidByUnits += step(payMoney);
        sums.total += money + step(payMoney) + off;
      });
      return { store: storeIn(event), ...sums };
    },
  }));

function quantityOf(parts: readonly ReturnedLine[]): number {
  return parts.reduce((sum, { quantity }) => sum + quantity, 0);
}
