/** Who looks over a run's shoulder: the model that predicts, the bookkeeper that adds up, the reader who wants words. */
import { deepStrictEqual as same, ok, strictEqual } from 'node:assert/strict';
import {
  decisionSchema,
  eventSchema,
  explainReason,
  explainRefusal,
  instant,
  standingAt,
  type Account,
  type CompiledProgram,
  type Decision,
  type Event,
  type PurchaseOutcome,
} from '../../src/index.ts';
import type { Model, ModelPurchase, ModelRefusal, ModelReturn } from './model.ts';
import type { ModelEarned } from './model-receipt.ts';
import type { Told } from './run.ts';

const DAY_MS = 86_400_000;
/** Later moments, at which account and model must still agree without having been told anything. */
const LATER_MS = [0, DAY_MS / 3, 35 * DAY_MS, 400 * DAY_MS];

/** The model is told the same and answers the same. */
export function agree(model: Model, program: CompiledProgram, told: Told): void {
  const { event, verdict } = told;
  model.passTo(Math.max(event.at, told.before.asOf ?? event.at));
  switch (event.type) {
    case 'purchase':
    case 'hold': {
      const predicted = model.purchase(event, told.id, told.rank);
      if (sameRefusal(predicted, verdict) || predicted.type === 'refused') break;
      ok(verdict.type === 'purchase' || verdict.type === 'hold');
      samePurchase(predicted, verdict.purchase);
      strictEqual(verdict.type === 'purchase' ? (verdict.shortfall ?? 0) : 0, predicted.shortfall, 'shortfall');
      break;
    }
    case 'return': {
      const predicted = model.giveBack(event);
      if (!sameRefusal(predicted, verdict) && predicted.type !== 'refused') sameReturn(predicted, verdict);
      break;
    }
    case 'correction': {
      sameRefusal(model.correct(event) ?? { type: 'corrected' }, verdict);
      break;
    }
    case 'custom': {
      const made = model.gift(event, told.rank);
      ok(verdict.type === 'custom');
      same(
        verdict.earned.map(({ rule, wallet, units, lot }) => ({ rule, wallet, units, ...lot })),
        made.map(({ rule, wallet, units, from, to }) => ({ rule, wallet, units, from, to })),
      );
      break;
    }
    case 'release':
      model.reserved.delete(event.checkout);
      break;
    case 'clock':
    case 'void':
      break;
    default:
      throw new Error(`the model knows nothing of ${event.type}`);
  }
  // What is refused has not happened, not even its time.
  if (verdict.type === 'refused') model.now = told.after.asOf ?? Number.NEGATIVE_INFINITY;
  else agreeOnStanding(model, program, { account: told.after, decision: verdict });
}

function agreeOnStanding(
  model: Model,
  program: CompiledProgram,
  { account, decision }: { readonly account: Account; readonly decision: Decision },
): void {
  for (const wallet of program.wallets.keys()) {
    same(decision.after.wallets[wallet], model.standing(wallet, decision.asOf), `${wallet} after ${decision.type}`);
    for (const later of LATER_MS) {
      const at = instant(decision.asOf + later);
      same(
        standingAt(program, account, at).wallets[wallet],
        model.standing(wallet, at),
        `${wallet}, ${later} ms later`,
      );
    }
  }
}

function sameRefusal(predicted: { readonly type: string } | ModelRefusal, verdict: Told['verdict']): boolean {
  const code = 'code' in predicted ? predicted.code : null;
  strictEqual(verdict.type === 'refused' ? verdict.code : null, code, 'refused');
  return code !== null;
}

function samePurchase(predicted: ModelPurchase, outcome: PurchaseOutcome): void {
  strictEqual(outcome.toPay, predicted.toPay, 'to pay');
  strictEqual(outcome.payable?.units, predicted.payable, 'payable');
  same(
    outcome.lines.map((line) => line.payMoney),
    predicted.payMoney,
  );
  same(
    outcome.lines.map((line) => line.payUnits),
    predicted.payUnits,
  );
  same(
    outcome.earned.map(({ rule, wallet, units, lot }, index): ModelEarned => ({
      rule,
      wallet,
      units,
      byLine: outcome.lines.map((line) => line.earned[index] ?? -1),
      ...lot,
    })),
    predicted.earned,
  );
}

function sameReturn(predicted: ModelReturn, verdict: Told['verdict']): void {
  ok(verdict.type === 'return');
  const { money, withheld, parts } = verdict.return;
  const total = (of: (part: (typeof parts)[number]) => readonly { readonly units: number }[]): number =>
    parts.flatMap((part) => of(part).map(({ units }) => units)).reduce<number>((sum, each) => sum + each, 0);
  same(
    {
      type: 'return',
      money,
      withheld,
      restored: total((part) => part.restored),
      takenBack: total((part) => part.takenBack),
    },
    predicted,
  );
}

/** Keeps the books by the entries alone, and compares them with the account after every decision. */
export class Bookkeeper {
  readonly #lots = new Map<string, number>();
  readonly #meters = new Map<string, number>();

  see(told: Told): void {
    for (const decision of told.due) this.#enter(decision);
    if (told.verdict.type !== 'refused') this.#enter(told.verdict);
    const lots = told.after.lots.map((lot): [string, number] => [
      `${lot.wallet} ${lot.key.from} ${lot.key.to}`,
      lot.remaining,
    ]);
    const debts = Object.entries(told.after.debts).map(([wallet, debt]): [string, number] => [`${wallet} debt`, -debt]);
    same(
      Object.fromEntries([...this.#lots].filter(([, units]) => units !== 0)),
      Object.fromEntries([...lots, ...debts]),
      'entries = lots − debt',
    );
    strictEqual(new Set(lots.map(([key]) => key)).size, lots.length, 'lots with the same dates are one');
    ok(
      told.after.lots.every((lot) => lot.remaining > 0),
      'a lot is empty or overdrawn',
    );
    ok(
      Object.values(told.after.debts).every((debt) => debt > 0),
      'a debt is none',
    );
  }

  meters(): Record<string, number> {
    return Object.fromEntries([...this.#meters].filter(([, value]) => value !== 0));
  }

  #enter(decision: Decision): void {
    for (const { wallet, lot, units } of decision.entries) {
      ok(units !== 0, 'an entry of nothing');
      const key = lot === null ? `${wallet} debt` : `${wallet} ${lot.from} ${lot.to}`;
      this.#lots.set(key, (this.#lots.get(key) ?? 0) + units);
    }
    for (const { meter, day, add } of decision.meters)
      this.#meters.set(`${meter} ${day}`, (this.#meters.get(`${meter} ${day}`) ?? 0) + add);
    for (const wallet of Object.values(decision.after.wallets)) {
      ok(wallet.available >= 0 && wallet.pending >= 0 && wallet.held >= 0 && wallet.debt >= 0, 'something is negative');
    }
    if (decision.type === 'purchase' || decision.type === 'hold') addsUp(decision.purchase);
  }
}

function addsUp({ total, toPay, payment, earned, lines }: PurchaseOutcome): void {
  const sum = (of: (line: (typeof lines)[number]) => number): number => lines.reduce((all, line) => all + of(line), 0);
  strictEqual(
    sum((line) => line.amount),
    total,
  );
  strictEqual(
    sum((line) => line.payMoney),
    payment?.money ?? 0,
  );
  strictEqual(
    sum((line) => line.payUnits),
    payment?.units ?? 0,
  );
  strictEqual(toPay, total - (payment?.money ?? 0));
  ok(
    lines.every((line) => line.payMoney >= 0 && line.payMoney <= line.amount && line.payUnits >= 0),
    'a line is overpaid',
  );
  earned.forEach((part, index) =>
    strictEqual(
      sum((line) => line.earned[index] ?? Number.NaN),
      part.units,
    ),
  );
  ok(
    lines.every((line) => line.earned.every((units) => units >= 0)),
    'a line earns less than nothing',
  );
}

/** Every reason has words in both languages, and what is said to be earned is what is earned. */
export function explained(program: CompiledProgram, told: Told): void {
  if (told.verdict.type === 'refused') return inWords(explainRefusal(told.verdict, program), told.verdict.code);
  for (const decision of [...told.due, told.verdict]) {
    for (const reason of decision.reasons) inWords(explainReason(reason, program), reason.code);
    const said = new Map<string, number>();
    for (const { code, rule, params } of decision.reasons)
      if (code === 'earned') said.set(`${rule} ${params['wallet']}`, Number(params['units']));
    const earned =
      decision.type === 'custom'
        ? decision.earned
        : decision.type === 'purchase' || decision.type === 'hold'
          ? decision.purchase.earned
          : [];
    same(
      Object.fromEntries(said),
      Object.fromEntries(earned.map(({ rule, wallet, units }) => [`${rule} ${wallet}`, units])),
      'said and earned',
    );
  }
}

export function inWords({ ru, en }: { readonly ru: string; readonly en: string }, code: string): void {
  ok(/[а-я]/i.test(ru), `${code} has no Russian words: ${ru}`);
  ok(/[a-z]{2}/.test(en) && !/[а-я]/i.test(en), `${code} has no English words: ${en}`);
  ok(!/[a-z]_[a-z]|undefined|NaN|null|\[object/.test(`${ru} ${en}`), `${code} leaks: ${ru} / ${en}`);
}

/** Through a JSON column and back nothing changes. */
export function survivesStorage(told: Told): void {
  same(eventSchema.parse(stored(told.event)), told.event);
  for (const decision of [...told.due, ...(told.verdict.type === 'refused' ? [] : [told.verdict])]) {
    same(decisionSchema.parse(stored(decision)), decision);
  }
}

function stored(value: Event | Decision): unknown {
  return JSON.parse(JSON.stringify(value));
}
