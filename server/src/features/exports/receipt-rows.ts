/** Receipts as an export tells them: a line of JSON with everything, and a row of a table with what is asked for most. */
import { formatQuantity, type ReceiptLine } from '@kopilka/engine';
import type { ExportedGuestReceipt } from '../../ledger/export.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { csvRow } from './csv.ts';

export const RECEIPTS_HEADER = csvRow(
  (
    'operation,account,type,at,receipt,store,currency,total,paid_by_units_money,to_pay,' +
    'units_earned,units_paid,units_given_back,units_taken_back'
  ).split(','),
);

export interface ReceiptRows {
  readonly json: string;
  readonly csv: string;
}

/** Null for an operation that is no receipt. */
export function operationRows({ operationId, accountId, event, decision }: StoredOperation): ReceiptRows | null {
  const at = new Date(decision.at).toISOString();
  const common = { operation: operationId, account: accountId, type: decision.type, at };
  const start = [operationId, accountId, decision.type, at];
  if (decision.type === 'purchase' && event.type === 'purchase') {
    const { receipt } = event;
    const { total, toPay, payment, earned } = decision.purchase;
    const units = earned.reduce((sum, part) => sum + part.units, 0);
    const { id = null, store = null, currency } = receipt;
    const lines = linesOf(receipt.lines);
    const paid = payment === null ? null : { wallet: payment.wallet, units: payment.units, money: payment.money };
    const given = earned.map((part) => ({ rule: part.rule, wallet: part.wallet, units: part.units }));
    return {
      json: jsonLine({ ...common, receipt: { ...receipt, lines }, toPay, paid, earned: given }),
      csv: csvRow([...start, id, store, currency, total, payment?.money ?? 0, toPay, units, payment?.units ?? 0, 0, 0]),
    };
  }
  if (decision.type !== 'return') return null;
  const { money, withheld, parts } = decision.return;
  const moved = (part: 'restored' | 'takenBack'): number =>
    parts.flatMap((one) => one[part]).reduce((sum, one) => sum + one.units, 0);
  const told = parts.map((part) => ({
    ...part,
    lines: part.lines.map(({ line, quantity }) => ({ line, quantity: formatQuantity(quantity) })),
  }));
  return {
    json: jsonLine({ ...common, money, withheld, parts: told }),
    csv: csvRow([...start, null, null, null, -money, 0, -money, 0, 0, moved('restored'), moved('takenBack')]),
  };
}

export function guestRows({
  receiptId,
  receiptKey,
  at,
  store,
  total,
  currency,
  lines,
}: ExportedGuestReceipt): ReceiptRows {
  const moment = new Date(at).toISOString();
  const type = 'anonymous';
  return {
    json: jsonLine({
      operation: receiptId,
      type,
      at: moment,
      receipt: { id: receiptKey, store, currency, total, lines: linesOf(lines) },
    }),
    csv: csvRow([receiptId, null, type, moment, receiptKey, store, currency, total, 0, total, 0, 0, 0, 0]),
  };
}

function linesOf(lines: readonly ReceiptLine[]): readonly object[] {
  return lines.map((line) => ({ ...line, quantity: formatQuantity(line.quantity) }));
}

function jsonLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
