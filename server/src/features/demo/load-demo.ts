/**
 * Pours the demo's year through the one door, accounts side by side, each account's receipts in order of time. Every
 * receipt has its number, so a load that was cut off is simply begun again and finds what is there.
 */
import {
  type CompiledProgram,
  instant,
  type Instant,
  money,
  type PurchaseEvent,
  type ReturnEvent,
} from '@kopilka/engine';
import type { Progress } from '../../kit/progress.ts';
import type { Ledger, OperationKey } from '../../ledger/ledger.ts';
import { createAccountFinder, type FindAccount, type FindAccountDeps } from '../imports/find-accounts.ts';
import { liveThroughPast } from '../imports/live-through-past.ts';
import { createOrderedFlow } from '../imports/ordered-flow.ts';
import { orderedMeaningHash } from '../operations/keys.ts';
import { fillBasket } from './basket.ts';
import { createRandom } from './random.ts';
import { type DemoPlan, planVisits, type Visit } from './visits.ts';

const IN_FLIGHT_MAX = 128;
/** Who numbers the demo's receipts, as a till system would. */
const SOURCE = 'till';
const RETURNED = 0.012;
const RETURNED_AFTER_MS = { from: 5 * 60_000, to: 40 * 60_000 } as const;
const WALLET = 'bonus';

export interface DemoJob {
  readonly organizationId: string;
  readonly program: CompiledProgram;
  readonly plan: DemoPlan;
  readonly progress: Progress;
  /** Aborted when it should stop: what is under way is finished, the rest is left for the next time. */
  readonly signal: AbortSignal;
}

interface DemoContext extends DemoJob {
  readonly ledger: Ledger;
  readonly findAccount: FindAccount;
}

/** Answers how many receipts the demo has; null when it was stopped before the end. */
export async function loadDemo(deps: FindAccountDeps, job: DemoJob): Promise<number | null> {
  const { organizationId, program, plan, progress, signal } = job;
  const visits = planVisits(plan, program.calendar);
  progress.total(visits.length);
  const findAccount = createAccountFinder(deps, { organizationId, programId: program.id, opened: () => undefined });
  const context: DemoContext = { ...job, ledger: deps.ledger, findAccount };
  let done = 0;
  await liveThroughPast(deps, organizationId, async () => {
    const flow = createOrderedFlow(IN_FLIGHT_MAX);
    const numberOf = receiptNumbers();
    for (const visit of visits) {
      if (signal.aborted) break;
      const id = numberOf(visit);
      await flow.push(visit.person?.card.value ?? id, async () => {
        await record(context, visit, id);
        progress.at((done += 1));
      });
    }
    await flow.drained();
    return signal.aborted ? null : plan.until;
  });
  progress.stop();
  return signal.aborted ? null : visits.length;
}

/** As a till prints them: shop, date, and the count of the day. */
function receiptNumbers(): (visit: Visit) => string {
  const counts = new Map<string, number>();
  return ({ store, day }) => {
    const prefix = `${store.slice(0, 1).toUpperCase()}-${day.replaceAll('-', '')}`;
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}-${String(count).padStart(3, '0')}`;
  };
}

async function record(context: DemoContext, visit: Visit, id: string): Promise<void> {
  const random = createRandom(`${context.plan.seed}/receipt/${id}`);
  const { calendar, currency } = context.program;
  const lines = [...fillBasket(random, visit, Math.floor(calendar.minuteOf(visit.at) / 60))];
  const total = money(lines.reduce((sum, line) => sum + line.amount, 0));
  const { at, store, person } = visit;
  const receipt: PurchaseEvent['receipt'] = { id, currency, total, store, lines };
  if (person === null) {
    const { organizationId, ledger } = context;
    const bodyHash = orderedMeaningHash([at, receipt]);
    await ledger.recordGuests([
      { organizationId, receiptKey: `${SOURCE}/${id}`, bodyHash, at, store, total, currency, lines },
    ]);
    return;
  }
  const { card, phone, profile } = person;
  const accountId = await context.findAccount({ identity: card, others: [phone], profile }, at);
  const pays = random.chance(person.pays) ? { pay: { wallet: WALLET, units: 'max' as const } } : {};
  const event: PurchaseEvent = { type: 'purchase', at, receipt, ...pays };
  const purchase = await post(context, { accountId, event, key: { kind: 'receipt', key: `${SOURCE}/${id}` } });
  if (!random.chance(RETURNED)) return;
  const returnedAt = instant(at + Math.floor(RETURNED_AFTER_MS.from + random.next() * RETURNED_AFTER_MS.to));
  if (returnedAt > context.plan.until) return;
  await bringBack(context, { accountId, purchase, event, at: returnedAt, id });
}

interface BringBack {
  readonly accountId: string;
  readonly purchase: string;
  readonly event: PurchaseEvent;
  readonly at: Instant;
  readonly id: string;
}

/** The last line comes back whole: the wrong drink, the cake that was not wanted after all. */
async function bringBack(context: DemoContext, { accountId, purchase, event, at, id }: BringBack): Promise<void> {
  const last = event.receipt.lines.at(-1);
  if (last === undefined) return;
  const line = { line: event.receipt.lines.length - 1, quantity: last.quantity };
  const back: ReturnEvent = { type: 'return', at, parts: [{ purchase, lines: [line] }] };
  await post(context, { accountId, event: back, key: { kind: 'return', key: `${SOURCE}/R-${id}` } });
}

interface DemoPost {
  readonly accountId: string;
  readonly event: PurchaseEvent | ReturnEvent;
  readonly key: OperationKey;
}

/** Answers the operation. What the demo asks for is never refused; if it is, the demo is wrong. */
async function post(context: DemoContext, { accountId, event, key }: DemoPost): Promise<string> {
  const { organizationId, program, plan, ledger } = context;
  const result = await ledger.post({
    organizationId,
    programId: program.id,
    accountId,
    event,
    now: plan.until,
    history: true,
    keys: [key],
    bodyHash: orderedMeaningHash([accountId, event]),
  });
  if (result.type === 'done' || result.type === 'repeated') return result.operation.operationId;
  throw new Error(`the demo's ${key.key} was not taken: ${JSON.stringify(result)}`);
}
