/** What a program comes to for a customer who spends a round sum, decided by the engine. */
import { type CompiledProgram, loadProgram } from '@kopilka/engine';
import type { Format } from '../../i18n/format.ts';
import { decideHere, type OutcomeHere } from '../receipt/decide-here.ts';

/** In whole money: roubles, dollars. */
export const EXAMPLE_SUM = 1000;

export interface Example {
  readonly program: CompiledProgram;
  /** Minor money. */
  readonly total: number;
  /** Of a newcomer. */
  readonly first: OutcomeHere;
  /** Minor money that units may pay of the next such receipt; null when units cannot pay. */
  readonly payable: number | null;
}

/** «1 000 ₽»: a round sum without its empty decimals. */
export function sumText({ program, total }: Pick<Example, 'program' | 'total'>, { number }: Format): string {
  return number(total / 10 ** program.currencyDecimals, {
    style: 'currency',
    currency: program.currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  });
}

/** Throws when the document has mistakes: what is offered here has none. */
export function exampleOf(source: string, atMs: number): Example {
  const loaded = loadProgram(source, 'yaml');
  if (!loaded.ok) throw new Error(loaded.problems[0]?.message ?? 'a program that cannot be read');
  const { program } = loaded;
  const total = EXAMPLE_SUM * 10 ** program.currencyDecimals;
  const receipt = { total, lines: [{ sku: '-', quantity: 1, price: total, amount: total }] };
  const first = decideHere(program, receipt, { atMs });
  if (first.type === 'refused') throw new Error(first.text.en);
  const canPay = [...program.wallets.values()].some(({ pay }) => pay !== null);
  const next = canPay ? decideHere(program, receipt, { atMs, paysWithUnits: true }) : null;
  return {
    program,
    total,
    first: first.outcome,
    payable: next?.type === 'decided' ? next.outcome.paidByUnits : null,
  };
}
