/** What a receipt comes to, decided in the browser by the engine itself: for a newcomer, or for an imagined member. */
import {
  type Account,
  type CompiledProgram,
  decide,
  explainReason,
  explainRefusal,
  instant,
  loadProgram,
  NEW_ACCOUNT,
  QUANTITY_SCALE,
  receiptSchema,
  reasonsOn,
  units,
} from '@kopilka/engine';
import type { UnitName } from '../../i18n/format.ts';
import type { ReceiptBody } from './draft.ts';

export interface Words {
  readonly ru: string;
  readonly en: string;
}

export interface Outcome {
  readonly toPay: number;
  readonly earned: readonly { readonly wallet: string; readonly units: number }[];
  readonly reasons: readonly { readonly applied: boolean; readonly text: Words }[];
}

/** What of an outcome only the engine here tells. */
export interface OutcomeHere extends Outcome {
  /** Minor money that units pay. */
  readonly paidByUnits: number;
  /** When what is earned is gone, milliseconds; null: never, or nothing is earned. */
  readonly goneAtMs: number | null;
}

export type Decided =
  | { readonly type: 'decided'; readonly outcome: OutcomeHere }
  | { readonly type: 'refused'; readonly text: Words };

export type LoadedProgram =
  | { readonly type: 'usable'; readonly program: CompiledProgram }
  | { readonly type: 'unusable'; readonly why: string };

export interface Circumstances {
  /** The moment of the receipt. */
  readonly atMs: number;
  /** Of an imagined member; a newcomer's if absent. */
  readonly level?: string | null;
  /** Pays with as many units as the program lets, and has enough of them. */
  readonly paysWithUnits?: boolean;
}

export function readProgram(source: string, format: 'yaml' | 'json'): LoadedProgram {
  const loaded = loadProgram(source, format);
  if (loaded.ok) return { type: 'usable', program: loaded.program };
  const [first] = loaded.problems;
  return { type: 'unusable', why: first === undefined ? '' : `${first.path} ${first.message}` };
}

export function decideHere(program: CompiledProgram, body: ReceiptBody, circumstances: Circumstances): Decided {
  const at = instant(circumstances.atMs);
  const receipt = receiptSchema.parse({
    currency: program.currency,
    total: body.total,
    lines: body.lines.map((line) => ({ ...line, quantity: Math.round(Number(line.quantity) * QUANTITY_SCALE) })),
  });
  const wallet = circumstances.paysWithUnits === true ? payingWallet(program) : null;
  const pay = wallet === null ? {} : { pay: { wallet, units: 'max' as const } };
  const verdict = decide(program, imagined(circumstances, wallet), { type: 'purchase', at, receipt, ...pay });
  if (verdict.type === 'refused') return { type: 'refused', text: explainRefusal(verdict, program) };
  const { decision } = verdict;
  if (decision.type !== 'purchase') throw new Error(`a purchase was decided as ${decision.type}`);
  const { toPay, earned, payment } = decision.purchase;
  const reasons = reasonsOn(receipt, at, { reasons: decision.reasons, program });
  return {
    type: 'decided',
    outcome: {
      toPay,
      earned: earned.map((one) => ({ wallet: one.wallet, units: one.units })),
      paidByUnits: payment?.money ?? 0,
      goneAtMs: earned[0]?.lot.to ?? null,
      reasons: reasons.map((reason) => ({ applied: reason.applied, text: explainReason(reason, program) })),
    },
  };
}

/** Units enough for any receipt that can be typed here. */
const PLENTY = units(1_000_000_000);
const DAY_MS = 86_400_000;

function imagined({ atMs, level = null }: Circumstances, wallet: string | null): Account {
  const since = instant(atMs - DAY_MS);
  return {
    ...NEW_ACCOUNT,
    grants: level === null ? [] : [{ level, since, until: null, margin: 0, given: true }],
    lots: wallet === null ? [] : [{ wallet, key: { from: since, to: null }, remaining: PLENTY }],
  };
}

function payingWallet(program: CompiledProgram): string | null {
  return [...program.wallets.values()].find(({ pay }) => pay !== null)?.id ?? null;
}

export function unitNameOf(program: CompiledProgram, wallet: string): UnitName {
  return program.wallets.get(wallet)?.name ?? {};
}
