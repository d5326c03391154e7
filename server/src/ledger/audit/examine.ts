/** One account examined: its rows against each other, then its operations decided again from the beginning. */
import { isDeepStrictEqual } from 'node:util';
import {
  decide,
  instant,
  levelIdAt,
  NEW_ACCOUNT,
  nextDue,
  purchaseRules,
  type Account,
  type CompiledProgram,
  type Decision,
  type Event,
  type PurchaseOutcome,
} from '@kopilka/engine';
import type { ProgramTimeline } from '../program-source.ts';
import { accountAtSeal } from './at-seal.ts';
import { storedForm, type AccountFile, type AuditedOperation } from './page.ts';
import type { Check, Findings } from './report.ts';

export function examine(file: AccountFile, timeline: ProgramTimeline | null, findings: Findings): void {
  const found = (check: Check, detail: string): void => findings.add(check, file.account.account_id, detail);
  examineSequence(file, found);
  examineBalances(file, found);
  examineLots(file, found);
  examineJournal(file, found);
  for (const operation of file.operations) {
    if (operation.decision.type === 'purchase' || operation.decision.type === 'hold')
      examineShares(operation, operation.decision.purchase, found);
  }
  if (timeline === null) {
    if (file.operations.length > 0) found('unreadable', `program ${file.account.program_id} has no versions`);
    return;
  }
  replay(file, timeline, found);
}

type Found = (check: Check, detail: string) => void;

function examineSequence({ account, operations }: AccountFile, found: Found): void {
  const gap = operations.findIndex((operation, index) => operation.seq !== index + 1);
  if (gap !== -1) found('operations_in_sequence', `operation number ${gap + 1} is missing`);
  if (operations.length !== account.version)
    found('operations_in_sequence', `version ${account.version}, but ${operations.length} operations`);
}

function examineBalances({ account, entries, lots }: AccountFile, found: Found): void {
  const wallets = new Set([
    ...entries.map((entry) => entry.wallet),
    ...lots.map((lot) => lot.wallet),
    ...Object.keys(account.debts),
  ]);
  for (const wallet of wallets) {
    const journal = sum(entries, (entry) => (entry.wallet === wallet ? entry.units : 0));
    const held = sum(lots, (lot) => (lot.wallet === wallet ? lot.remaining : 0));
    const debt = account.debts[wallet] ?? 0;
    if (debt < 0) found('journal_equals_lots', `${wallet}: debt ${debt} is negative`);
    if (journal !== held - debt)
      found('journal_equals_lots', `${wallet}: journal ${journal}, lots ${held}, debt ${debt}`);
  }
}

function examineLots({ entries, lots }: AccountFile, found: Found): void {
  const moved = Map.groupBy(
    entries.filter((entry) => !entry.debt),
    (entry) => `${entry.wallet}/${entry.lot_from}/${entry.lot_to}`,
  );
  for (const lot of lots) {
    const name = `${lot.wallet}/${lot.lot_from}/${lot.lot_to}`;
    const left = sum(moved.get(name) ?? [], (entry) => entry.units);
    if (left !== lot.remaining)
      found('lot_equals_entries', `lot ${name} holds ${lot.remaining}, its entries add up to ${left}`);
    if (lot.remaining < 0 || lot.remaining > lot.issued)
      found('lot_equals_entries', `lot ${name} holds ${lot.remaining} of ${lot.issued} issued`);
    moved.delete(name);
  }
  for (const name of moved.keys()) found('lot_equals_entries', `entries of lot ${name}, which does not exist`);
}

function examineJournal({ account, operations, entries }: AccountFile, found: Found): void {
  const stored = Map.groupBy(entries, (entry) => entry.seq);
  for (const { seq, decision } of operations) {
    const decided = decision.entries.map((entry, number) => storedForm(account.account_id, seq, entry, number));
    if (!isDeepStrictEqual(stored.get(seq) ?? [], decided))
      found('journal_equals_decisions', `operation ${seq} decided other entries than the journal has`);
    stored.delete(seq);
  }
  for (const seq of stored.keys())
    found('journal_equals_decisions', `entries of operation ${seq}, which does not exist`);
}

function examineShares({ seq }: AuditedOperation, purchase: PurchaseOutcome, found: Found): void {
  const bad = (detail: string): void => found('shares_add_up', `operation ${seq}: ${detail}`);
  const { lines, payment, total, toPay, discounts = [], costs = [] } = purchase;
  const off = sum(discounts, (discount) => discount.money);
  if (sum(lines, (line) => line.amount) !== total) bad('the lines do not add up to the total');
  if (toPay + (payment?.money ?? 0) + off !== total) bad('discounts, payment and rest do not add up to the total');
  if (sum(lines, (line) => line.payMoney) !== (payment?.money ?? 0)) bad('shares of payment do not add up');
  if (sum(lines, (line) => line.payUnits) !== (payment?.units ?? 0)) bad('shares of paid units do not add up');
  if (lines.some((line) => line.payMoney < 0 || line.payMoney + offOf(line) > line.amount))
    bad('a line is paid more than it costs');
  if (lines.some((line) => line.discounts?.some((money) => money < 0))) bad('a discount makes a line dearer');
  purchase.earned.forEach((earned, index) => {
    if (sum(lines, (line) => line.earned[index] ?? 0) !== earned.units)
      bad(`shares of rule ${earned.rule} do not add up`);
  });
  discounts.forEach(({ rule, money }, index) => {
    if (sum(lines, (line) => line.discounts?.[index] ?? 0) !== money) bad(`shares of discount ${rule} do not add up`);
  });
  costs.forEach(({ rule, units }, index) => {
    if (sum(lines, (line) => line.costs?.[index] ?? 0) !== units) bad(`shares of the cost of ${rule} do not add up`);
  });
}

function offOf(line: PurchaseOutcome['lines'][number]): number {
  return sum(line.discounts ?? [], (money) => money);
}

/**
 * Lives the account's operations again, from where its people were forgotten if they were. Differences after the first are
 * consequences, so the first ends the replay.
 */
function replay(file: AccountFile, timeline: ProgramTimeline, found: Found): void {
  const { seal } = file;
  let account: Account = seal === null ? { ...NEW_ACCOUNT, id: file.account.account_id } : accountAtSeal(file, seal);
  const sealed = file.operations.find((operation) => operation.seq === seal?.seq);
  let program: CompiledProgram | null =
    sealed === undefined ? null : (timeline.version(sealed.program_version)?.program ?? null);
  for (const { seq, operation_id, program_version, event, decision } of file.operations) {
    if (seal !== null && seq <= seal.seq) continue;
    const active = timeline.version(program_version);
    if (active === null)
      return found('unreadable', `operation ${seq} was decided by version ${program_version}, which does not exist`);
    try {
      const verdict = decide(active.program, account, event, operation_id);
      if (verdict.type === 'refused')
        return found('replay_equals_decision', `operation ${seq} is refused now: ${verdict.code}`);
      if (!isDeepStrictEqual(told(verdict.decision, event, active.program), told(decision, event, active.program)))
        return found('replay_equals_decision', `operation ${seq} is decided otherwise now`);
      account = verdict.account;
    } catch (error) {
      return found(
        'replay_equals_decision',
        `operation ${seq} cannot be decided again: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    program = active.program;
  }
  if (program === null) return;
  compareState(file, account, program, found);
  compareAlarm(file.account.due_at, account, timeline, found);
}

function compareState(file: AccountFile, account: Account, program: CompiledProgram, found: Found): void {
  const stored = file.account;
  const differs = (what: string, is: unknown, should: unknown): void => {
    if (!isDeepStrictEqual(plain(is), plain(should)))
      found('replay_equals_state', `${what} is ${JSON.stringify(is)}, its operations leave ${JSON.stringify(should)}`);
  };
  differs('as_of', stored.as_of, account.asOf);
  differs('tier', stored.tier, levelIdAt(program, account) ?? '');
  differs('grants', stored.grants, account.grants);
  differs('sums', stored.sums, account.sums);
  differs('window_from', stored.window_from, account.windowFrom);
  differs('debts', stored.debts, account.debts);
  differs('state', stored.state, account.state);
  const open = file.lots
    .filter((lot) => lot.remaining > 0)
    .map((lot) => `${lot.wallet}/${lot.lot_from}/${lot.lot_to}=${lot.remaining}`);
  differs(
    'lots',
    open.toSorted(),
    account.lots.map((lot) => `${lot.wallet}/${lot.key.from}/${lot.key.to}=${lot.remaining}`).toSorted(),
  );
  differs(
    'meters',
    metersOf(file.meters.map(({ day, meter, value }) => ({ day, meter, add: value }))),
    metersOf(file.operations.flatMap(({ decision }) => decision.meters)),
  );
  differs('checkouts', checkoutsStored(file), checkoutsDecided(file));
  differs('returns', returnsStored(file), returnsDecided(file));
}

/** An alarm may ring too early (a new version of the program was published), never too late. */
function compareAlarm(stored: number | null, account: Account, timeline: ProgramTimeline, found: Found): void {
  const due = nextDue(timeline.at(account.asOf ?? instant(0)).program, account);
  if (due !== null && (stored === null || stored > due))
    found('replay_equals_state', `due_at is ${stored}, its operations leave ${due}`);
}

function metersOf(
  changes: readonly { readonly day: string; readonly meter: string; readonly add: number }[],
): readonly string[] {
  const sums = new Map<string, number>();
  for (const { day, meter, add } of changes) sums.set(`${day}/${meter}`, (sums.get(`${day}/${meter}`) ?? 0) + add);
  return [...sums].flatMap(([name, value]) => (value === 0 ? [] : [`${name}=${value}`])).toSorted();
}

function checkoutsStored({ holds }: AccountFile): readonly string[] {
  return holds
    .map(
      (hold) =>
        `${hold.checkout_id} ${hold.status} ${hold.wallet} ${hold.units} ${hold.until} ${costsText(hold.costs)}`,
    )
    .toSorted();
}

function checkoutsDecided({ operations }: AccountFile): readonly string[] {
  const status = new Map<string, string>();
  for (const { decision } of operations) {
    if (decision.type === 'release') status.set(decision.checkout, 'cancelled');
    if (decision.type === 'purchase' && decision.checkout !== undefined) status.set(decision.checkout, 'committed');
  }
  return operations
    .flatMap(({ decision }) => (decision.type === 'hold' ? [decision.hold] : []))
    .map((hold) => {
      const ended = status.get(hold.checkout) ?? 'open';
      return `${hold.checkout} ${ended} ${hold.wallet} ${hold.units} ${hold.until} ${costsText(hold.costs)}`;
    })
    .toSorted();
}

function costsText(costs: Readonly<Record<string, number>> | null | undefined): string {
  return JSON.stringify(Object.entries(costs ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function returnsStored({ returns }: AccountFile): readonly string[] {
  return returns.map((part) => `${part.seq} ${part.purchase_id} ${part.line} ${part.quantity}`).toSorted();
}

function returnsDecided({ operations }: AccountFile): readonly string[] {
  return operations
    .flatMap(({ seq, decision }) =>
      decision.type === 'return'
        ? decision.return.parts.flatMap((part) =>
            part.lines.map((line) => `${seq} ${part.purchase} ${line.line} ${line.quantity}`),
          )
        : [],
    )
    .toSorted();
}

/** Without what rules of other places and dates had said before they were left out of decisions (see reasonsOn). */
function told(decision: Decision, event: Event, program: CompiledProgram): unknown {
  if (!('receipt' in event)) return plain(decision);
  const looked = new Set(purchaseRules(program, event.receipt, decision.at).map((rule) => rule.id));
  const isSilent = (rule: string): boolean => program.rules.some(({ id }) => id === rule) && !looked.has(rule);
  const reasons = decision.reasons.filter(({ rule }) => rule === undefined || !isSilent(rule));
  return plain({ ...decision, reasons });
}

/** As it is after a journey through JSON, so that absent and undefined are the same. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
