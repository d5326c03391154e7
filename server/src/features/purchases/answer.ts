/** A purchase as answers tell it: what is to pay, what units paid, what was earned and why. A quote is the same value. */
import {
  type CompiledProgram,
  formatQuantity,
  type Instant,
  type LineShare,
  type PurchaseOutcome,
  QUANTITY_SCALE,
  type Reason,
  reasonsOn,
  type Receipt,
  splitPieces,
  type Standing,
} from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, moneyAnswer, unitsAnswer } from '../../fields.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { reasonAnswers, reasonAnswerSchema } from '../operations/reasons.ts';

const earnedUnitsSchema = z.strictObject({ wallet: z.string(), units: unitsAnswer });

/** What every decided receipt tells, recorded or only asked for. */
export const decidedReceiptFields = {
  accountId: z.string().nullable().meta({ description: 'null: a receipt of nobody.' }),
  memberId: z.string().nullable(),
  programId: z.string(),
  programVersion: z.int().nullable(),
  total: moneyAnswer,
  discount: moneyAnswer.meta({ description: 'Minor money that the program takes off.' }),
  toPay: moneyAnswer.meta({ description: 'Minor money left to pay after discounts and units.' }),
  discounts: z.array(z.strictObject({ rule: z.string(), money: moneyAnswer })),
  costs: z
    .array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsAnswer }))
    .meta({ description: 'Units that rewards and coupons used here cost.' }),
  gifts: z.array(z.strictObject({ rule: z.string(), sku: z.string(), quantity: z.string() })),
  freeDelivery: z.boolean(),
  payment: z.strictObject({ wallet: z.string(), units: unitsAnswer, money: moneyAnswer }).nullable(),
  payable: z
    .strictObject({ wallet: z.string(), units: unitsAnswer })
    .nullable()
    .meta({ description: 'The most that units could pay here, by the wallet asked for or the first that pays.' }),
  earned: z.array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsAnswer })),
  lines: z.array(
    z.strictObject({
      discount: moneyAnswer.meta({ description: 'Of the line, minor money that the program takes off.' }),
      prices: z.array(z.strictObject({ quantity: z.string(), price: moneyAnswer })).meta({
        description: 'The line after discounts and units as a fiscal receipt prints it: pieces at one price each.',
      }),
      payMoney: moneyAnswer.meta({ description: 'Of the line, minor money paid with units.' }),
      payUnits: unitsAnswer,
      earned: z.array(earnedUnitsSchema),
    }),
  ),
  balances: balancesSchema.meta({ description: 'By wallet id, after this.' }),
  tier: tierSchema,
  reasons: z.array(reasonAnswerSchema),
};

export const purchaseSchema = z
  .strictObject({
    id: z.string().meta({ description: 'The operation’s id: returns name it.' }),
    at: momentAnswer.nullable().meta({ description: 'null: a receipt of nobody that did not say.' }),
    ...decidedReceiptFields,
  })
  .meta({ id: 'Purchase' });

export const quoteSchema = z
  .strictObject({ outcome: z.literal('quoted'), at: momentAnswer, ...decidedReceiptFields })
  .meta({ id: 'Quote' });

export type PurchaseAnswer = z.input<typeof purchaseSchema>;
export type QuoteAnswer = z.input<typeof quoteSchema>;
export type DecidedReceipt = Omit<PurchaseAnswer, 'id' | 'at'>;

/** The part of a decision that an answer is made of. */
export interface DecidedPurchase {
  readonly at: Instant;
  readonly purchase: PurchaseOutcome;
  readonly after: Standing;
  readonly reasons: readonly Reason[];
}

export interface DecidedBy {
  readonly accountId: string;
  readonly memberId: string | null;
  readonly program: CompiledProgram;
  readonly programVersion: number;
  readonly receipt: Receipt;
}

export function decidedReceipt(decision: DecidedPurchase, by: DecidedBy): DecidedReceipt {
  const { total, toPay, payment, payable, earned, lines, discounts = [], costs = [], gifts = [] } = decision.purchase;
  return {
    accountId: by.accountId,
    memberId: by.memberId,
    programId: by.program.id,
    programVersion: by.programVersion,
    total,
    discount: discounts.reduce((sum, each) => sum + each.money, 0),
    toPay,
    discounts,
    costs: costs.map(({ rule, wallet, units }) => ({ rule, wallet, units })),
    gifts: gifts.map(({ rule, sku, quantity }) => ({ rule, sku, quantity: formatQuantity(quantity) })),
    freeDelivery: decision.purchase.freeDelivery ?? false,
    payment: payment === null ? null : { wallet: payment.wallet, units: payment.units, money: payment.money },
    payable: payable === null ? null : { wallet: payable.wallet, units: payable.units },
    earned: earned.map(({ rule, wallet, units }) => ({ rule, wallet, units })),
    lines: lines.map((line) => ({
      ...pricesOf(line),
      payMoney: line.payMoney,
      payUnits: line.payUnits,
      earned: line.earned.flatMap((units, grant) => {
        const wallet = earned[grant]?.wallet;
        return wallet === undefined || units === 0 ? [] : [{ wallet, units }];
      }),
    })),
    balances: balancesAnswer(decision.after),
    tier: tierAnswer(decision.after),
    reasons: reasonAnswers(
      reasonsOn(by.receipt, decision.at, { reasons: decision.reasons, program: by.program }),
      by.program,
    ),
  };
}

/** Whole pieces are split so that price × quantity is the line to the minor unit; weighed goods are one line. */
function pricesOf(line: Pick<LineShare, 'quantity' | 'amount' | 'discounts'> & { readonly payMoney?: number }): {
  readonly discount: number;
  readonly prices: { readonly quantity: string; readonly price: number }[];
} {
  const discount = (line.discounts ?? []).reduce<number>((sum, off) => sum + off, 0);
  const left = line.amount - discount - (line.payMoney ?? 0);
  const pieces = line.quantity / QUANTITY_SCALE;
  if (pieces === 0 || !Number.isInteger(pieces))
    return { discount, prices: [{ quantity: formatQuantity(line.quantity), price: perWhole(left, line.quantity) }] };
  const prices = splitPieces(left, pieces).map(({ pieces: count, price }) => ({ quantity: String(count), price }));
  return { discount, prices };
}

/** Of weighed goods, for one whole, rounded half up. */
function perWhole(amount: number, quantity: number): number {
  if (quantity === 0) return amount;
  const parts = BigInt(quantity);
  return Number((BigInt(amount) * BigInt(QUANTITY_SCALE) * 2n + parts) / (parts * 2n));
}

/** A receipt of nobody: paid with money, earning nothing. */
export function receiptOfNobody(receipt: Pick<Receipt, 'total' | 'lines'>, programId: string): DecidedReceipt {
  return {
    accountId: null,
    memberId: null,
    programId,
    programVersion: null,
    total: receipt.total,
    discount: 0,
    toPay: receipt.total,
    discounts: [],
    costs: [],
    gifts: [],
    freeDelivery: false,
    payment: null,
    payable: null,
    earned: [],
    lines: receipt.lines.map((line) => ({ ...pricesOf(line), payMoney: 0, payUnits: 0, earned: [] })),
    balances: {},
    tier: null,
    reasons: [],
  };
}

export function purchaseAnswer(
  operation: { readonly id: string; readonly at: Instant | null },
  decided: DecidedReceipt,
): PurchaseAnswer {
  return { id: operation.id, at: operation.at === null ? null : momentText(operation.at), ...decided };
}

export function quoteAnswer(at: Instant, decided: DecidedReceipt): QuoteAnswer {
  return { outcome: 'quoted', at: momentText(at), ...decided };
}
