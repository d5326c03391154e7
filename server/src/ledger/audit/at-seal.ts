/**
 * An account as it was when the people behind it were forgotten. What its decisions tell (units, debts, days, reservations, purchases
 * that may come back) is added up from them; what was decided from what is erased now is what the seal says.
 */
import {
  type Account,
  type Checkout,
  type Decision,
  instant,
  type Lot,
  type MeterDay,
  meterDays,
  NEW_ACCOUNT,
  type PurchaseRecord,
  quantity,
  units,
  type Units,
} from '@kopilka/engine';
import type { AccountFile, AuditedOperation, AuditedSeal } from './page.ts';

export function accountAtSeal(file: AccountFile, seal: AuditedSeal): Account {
  const operations = file.operations.filter((operation) => operation.seq <= seal.seq);
  const decisions = operations.map((operation) => operation.decision);
  return {
    ...NEW_ACCOUNT,
    id: file.account.account_id,
    asOf: instant(seal.as_of),
    grants: seal.grants,
    sums: seal.sums,
    windowFrom: seal.window_from,
    state: seal.state,
    ...unitsOf(decisions),
    days: meterDays(daysOf(decisions)),
    checkouts: checkoutsOf(decisions),
    purchases: purchasesOf(operations),
  };
}

function unitsOf(decisions: readonly Decision[]): Pick<Account, 'lots' | 'debts'> {
  const lots = new Map<string, Lot>();
  const debts: Record<string, Units> = {};
  for (const { wallet, units: moved, lot } of decisions.flatMap((decision) => decision.entries)) {
    if (lot === null) {
      debts[wallet] = units((debts[wallet] ?? 0) - moved);
      continue;
    }
    const name = `${wallet}/${lot.from}/${lot.to}`;
    lots.set(name, { wallet, key: lot, remaining: units((lots.get(name)?.remaining ?? 0) + moved) });
  }
  return {
    lots: [...lots.values()].filter(({ remaining }) => remaining !== 0),
    debts: Object.fromEntries(Object.entries(debts).filter(([, debt]) => debt !== 0)),
  };
}

function daysOf(decisions: readonly Decision[]): readonly MeterDay[] {
  const days = new Map<string, MeterDay>();
  for (const { meter, day, add } of decisions.flatMap((decision) => decision.meters)) {
    const name = `${meter}/${day}`;
    days.set(name, { meter, day, value: (days.get(name)?.value ?? 0) + add });
  }
  return [...days.values()].filter(({ value }) => value !== 0);
}

function checkoutsOf(decisions: readonly Decision[]): readonly Checkout[] {
  const open = new Map<string, Checkout>();
  for (const decision of decisions) {
    if (decision.type === 'hold') {
      const { checkout: id, wallet, units: held, until, costs } = decision.hold;
      const more = costs === undefined ? {} : { costs };
      open.set(id, { id, status: 'open', wallet, units: held, until, ...more });
    } else if ((decision.type === 'release' || decision.type === 'purchase') && decision.checkout !== undefined) {
      open.delete(decision.checkout);
    }
  }
  return [...open.values()];
}

function purchasesOf(operations: readonly AuditedOperation[]): ReadonlyMap<string, PurchaseRecord> {
  const purchases = new Map<string, PurchaseRecord>();
  for (const { operation_id, decision } of operations) {
    if (decision.type === 'purchase')
      purchases.set(operation_id, { decision, returned: decision.purchase.lines.map(() => quantity(0)) });
    if (decision.type !== 'return') continue;
    for (const { purchase, lines } of decision.return.parts) {
      const known = purchases.get(purchase);
      if (known === undefined) continue;
      const returned = [...known.returned];
      for (const { line, quantity: more } of lines) returned[line] = quantity((returned[line] ?? 0) + more);
      purchases.set(purchase, { ...known, returned });
    }
  }
  return purchases;
}
