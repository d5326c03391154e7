/** What is bought, and what came of it, as people write and read it. */
import { money, type Decision, type ReceiptLine } from '../src/index.ts';
import { lineOf, moneyOf } from './shop.ts';

type Of<Type extends Decision['type']> = Extract<Decision, { readonly type: Type }>;

/** Category, what the line costs, how many (1), and whatever else the till says of it. */
export type Good = readonly [category: string, amount: string, quantity?: string, more?: Partial<ReceiptLine>];

export function goodOf([category, amount, quantity, more]: Good): ReceiptLine {
  return { ...lineOf([category, amount, quantity ?? '1']), ...more };
}

/** Each line's discounts together, as money people write: "19.99". */
export function offOf({ purchase }: Pick<Of<'purchase'>, 'purchase'>): readonly string[] {
  return purchase.lines.map((line) => rubles((line.discounts ?? []).reduce<number>((sum, off) => sum + off, 0)));
}

export function rubles(kopecks: number): string {
  return `${Math.floor(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;
}

/** Units by rule. */
export function earnedOf(decision: Pick<Of<'purchase'>, 'purchase'> | Of<'custom'>): Readonly<Record<string, number>> {
  const earned = 'purchase' in decision ? decision.purchase.earned : decision.earned;
  return Object.fromEntries(earned.map(({ rule, units: given }) => [rule, given]));
}

/** Why a rule did nothing, or "" where it worked. */
export function silenceOf({ reasons }: Pick<Decision, 'reasons'>, rule: string): string {
  const own = reasons.filter((reason) => reason.rule === rule);
  return own.some(({ applied }) => applied) ? '' : (own[0]?.code ?? 'not looked at');
}

/** The floor that the law sets for a line. */
export function floor(text: string): Partial<ReceiptLine> {
  return { floor: money(moneyOf(text)) };
}

export const GIFT_CARD: Partial<ReceiptLine> = { kind: 'gift_card' };
