/** What a newcomer would get, decided in the browser by the engine itself. */
import {
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

export type Decided =
  | { readonly type: 'decided'; readonly outcome: Outcome }
  | { readonly type: 'refused'; readonly text: Words };

export type LoadedProgram =
  | { readonly type: 'usable'; readonly program: CompiledProgram }
  | { readonly type: 'unusable'; readonly why: string };

export function readProgram(source: string, format: 'yaml' | 'json'): LoadedProgram {
  const loaded = loadProgram(source, format);
  if (loaded.ok) return { type: 'usable', program: loaded.program };
  const [first] = loaded.problems;
  return { type: 'unusable', why: first === undefined ? '' : `${first.path} ${first.message}` };
}

/** `atMs` is the moment of the receipt. */
export function decideHere(program: CompiledProgram, body: ReceiptBody, atMs: number): Decided {
  const at = instant(atMs);
  const receipt = receiptSchema.parse({
    currency: program.currency,
    total: body.total,
    lines: body.lines.map((line) => ({ ...line, quantity: Math.round(Number(line.quantity) * QUANTITY_SCALE) })),
  });
  const verdict = decide(program, NEW_ACCOUNT, { type: 'purchase', at, receipt });
  if (verdict.type === 'refused') return { type: 'refused', text: explainRefusal(verdict, program) };
  const { decision } = verdict;
  if (decision.type !== 'purchase') throw new Error(`a purchase was decided as ${decision.type}`);
  const reasons = reasonsOn(receipt, at, { reasons: decision.reasons, program });
  return {
    type: 'decided',
    outcome: {
      toPay: decision.purchase.toPay,
      earned: decision.purchase.earned.map(({ wallet, units }) => ({ wallet, units })),
      reasons: reasons.map((reason) => ({ applied: reason.applied, text: explainReason(reason, program) })),
    },
  };
}

export function unitNameOf(program: CompiledProgram, wallet: string): UnitName {
  return program.wallets.get(wallet)?.name ?? {};
}
