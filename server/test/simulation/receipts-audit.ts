/** What a receipt must come to by the rules of the shops of a storm, and what returns of it may give back in all. */
import type { Operation, Purchase, Return } from './evidence.ts';
import { sumOf } from './evidence.ts';
import type { What } from './plan.ts';
import { goodsOf } from './requests.ts';
import { CHALLENGE, LEVELS, PAY_PERCENT_MAX, type Shop } from './shops.ts';

/** Kopecks that a unit pays. */
const WORTH = 100;

interface Recorded {
  readonly purchase: Purchase;
  readonly what: What;
  /** Where the account stood right before; null at the beginning of its life. */
  readonly before: Operation | null;
}

export function purchaseOffences(shop: Shop, { purchase, what, before }: Recorded): string[] {
  const offences: string[] = [];
  const { total, discount, toPay, payment, earned, lines } = purchase;
  const units = payment?.units ?? 0;
  const same = (name: string, found: number, expected: number): void => {
    if (found !== expected) offences.push(`${name} is ${found} and should be ${expected}`);
  };
  same('what is to pay', toPay, total - discount - units * WORTH);
  same('the money that units paid', payment?.money ?? 0, units * WORTH);
  same(
    'the discount of the lines',
    lines.reduce((sum, line) => sum + line.discount, 0),
    discount,
  );
  same(
    'the money of the lines',
    lines.reduce((sum, line) => sum + line.payMoney, 0),
    units * WORTH,
  );
  same(
    'the units of the lines',
    lines.reduce((sum, line) => sum + line.payUnits, 0),
    units,
  );
  same(
    'what the lines earned',
    lines.reduce((sum, line) => sum + sumOf(line.earned), 0),
    sumOf(earned) - bonusOf(purchase),
  );
  if (what.type === 'purchase' || what.type === 'checkout') {
    same('the total', total, goodsOf(what.lines).total);
    if (what.code === null) same('the discount', discount, 0);
    else if (Math.abs(discount - total / 10) > lines.length) offences.push(`${discount} off ${total} are no tenth`);
    const cap = Math.floor(((total - discount) * PAY_PERCENT_MAX) / 100 / WORTH);
    const available = before?.balances['bonus']?.available ?? 0;
    if (typeof what.pay === 'number') same('the units paid', units, what.pay);
    else if (what.pay === null) same('the units paid', units, 0);
    else if (!shop.sandbox) same('the most that units pay', units, Math.min(cap, available));
    if (units > Math.min(cap, available) && !shop.sandbox)
      offences.push(`${units} units paid, of ${available}, at most ${cap}`);
  }
  if (what.type !== 'commit' || shop.shape !== 'levels') {
    const percent = shop.percent + levelBonus(shop, before);
    const base = sumOf(earned.filter(({ rule }) => rule === 'base'));
    same('what was earned', base, Math.floor((toPay * percent) / 100 / WORTH));
  }
  return offences;
}

/** A challenge's award belongs to no line. */
function bonusOf({ earned }: Purchase): number {
  return sumOf(earned.filter(({ rule }) => rule === CHALLENGE));
}

function levelBonus({ shape }: Shop, before: Operation | null): number {
  if (shape !== 'levels') return 0;
  return LEVELS.find(({ id }) => id === before?.standing?.level)?.more ?? 0;
}

/** Parts never come to more than the whole, and to exactly the whole when everything is back. */
export function returnOffences(purchases: ReadonlyMap<string, Purchase>, returns: readonly Return[]): string[] {
  const parts = Map.groupBy(
    returns.flatMap((one) => one.parts),
    ({ purchaseId }) => purchaseId,
  );
  return [...parts].flatMap(([id, own]) => {
    const purchase = purchases.get(id);
    if (purchase === undefined) return [`purchase ${id} was returned and nobody was told of it`];
    const bought = quantitiesOf(purchase);
    const back = bought.map((_, line) =>
      own.flatMap((part) => part.lines).reduce((sum, one) => sum + (one.line === line ? Number(one.quantity) : 0), 0),
    );
    if (back.some((quantity, line) => quantity > (bought[line] ?? 0)))
      return [`of purchase ${id} with ${bought.join(', ')} pieces ${back.join(', ')} came back`];
    const isWhole = back.every((quantity, line) => quantity === bought[line]);
    const compare = (name: string, given: number, whole: number): string[] =>
      given > whole || (isWhole && given !== whole) ? [`returns of ${id}: ${name} ${given} of ${whole}`] : [];
    const takenBack = sumOf(own.flatMap((part) => part.takenBack.filter(({ rule }) => rule !== CHALLENGE)));
    return [
      ...compare(
        'money',
        own.reduce((sum, { money }) => sum + money, 0),
        purchase.toPay,
      ),
      ...compare('units that paid', sumOf(own.flatMap(({ restored }) => restored)), purchase.payment?.units ?? 0),
      ...compare('units earned', takenBack, sumOf(purchase.earned) - bonusOf(purchase)),
    ];
  });
}

function quantitiesOf({ lines }: Purchase): readonly number[] {
  return lines.map(({ prices }) => prices.reduce((sum: number, price) => sum + quantityIn(price), 0));
}

function quantityIn(price: { readonly quantity: string }): number {
  return Number(price.quantity);
}
