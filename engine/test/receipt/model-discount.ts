/**
 * Discounts by the words of domain.md and of the program document: line rules, then receipt rules, then what the customer
 * brings; each of what the ones before have left; of a group the best, the first or all; never below a line's floor.
 */
import type { ReceiptLine } from '../../src/index.ts';
import { at, part, spread, sum, wholePieces } from './model-arithmetic.ts';
import type { DiscountForm, DiscountSpec, Filter, ShopSpec } from './spec.ts';

export interface ModelDiscount {
  readonly rule: string;
  readonly byLine: readonly number[];
}

interface Candidate {
  readonly id: string;
  readonly spec: DiscountSpec;
  readonly group: 'best' | 'first' | 'all' | null;
  readonly exclusive: boolean;
}

/** Gift cards being sold are no goods yet. */
export function goodsSum({ lines }: ShopSpec, byLine: readonly number[]): number {
  return sum(byLine.filter((_, index) => lines[index]?.kind !== 'gift_card'));
}

export function discountsOf(shop: ShopSpec): ModelDiscount[] {
  const total = goodsSum(
    shop,
    shop.lines.map((line) => line.amount),
  );
  const rules = shop.rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.minTotal === null || total >= rule.minTotal)
    .toSorted((a, b) => b.rule.priority - a.rule.priority || a.index - b.index)
    .flatMap(({ rule, index }): Candidate[] =>
      rule.does.type === 'discount'
        ? [{ id: `rule${index}`, spec: rule.does, group: rule.group, exclusive: rule.exclusive }]
        : [],
    );
  const coupon: Candidate[] =
    shop.coupon === null ? [] : [{ id: 'coupon:code', spec: shop.coupon, group: null, exclusive: false }];
  const inOrder = [
    ...rules.filter(({ spec }) => isOfLines(spec)),
    ...rules.filter(({ spec }) => !isOfLines(spec)),
    ...coupon,
  ];
  const alone = inOrder.find((candidate) => candidate.exclusive && sum(taken(shop, candidate, [])) > 0);
  return applied(shop, alone === undefined ? inOrder : [alone]);
}

/** Of a group it is settled at its first rule's turn who stands; what stands takes its own turn. */
function applied(shop: ShopSpec, candidates: readonly Candidate[]): ModelDiscount[] {
  const done: ModelDiscount[] = [];
  const winners = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { group } = candidate;
    if (group === null || group === 'all') {
      take(shop, candidate, done);
      continue;
    }
    const winner = winners.get(group) ?? winnerOf(shop, candidate, candidates, done);
    if (winner === null) continue;
    winners.set(group, winner);
    if (winner === candidate) take(shop, candidate, done);
  }
  return done;
}

/** Among this one and those of its group that come later. */
function winnerOf(
  shop: ShopSpec,
  candidate: Candidate,
  candidates: readonly Candidate[],
  done: readonly ModelDiscount[],
): Candidate | null {
  const rivals = candidates.filter(({ group }) => group === candidate.group);
  const gains = rivals.map((rival) => sum(taken(shop, rival, done)));
  const most = candidate.group === 'best' ? Math.max(...gains) : (gains.find((gain) => gain > 0) ?? 0);
  return most > 0 ? at(rivals, gains.indexOf(most)) : null;
}

function take(shop: ShopSpec, candidate: Candidate, done: ModelDiscount[]): void {
  const byLine = taken(shop, candidate, done);
  if (sum(byLine) > 0) done.push({ rule: candidate.id, byLine });
}

/** What a discount takes off each line after those before it. */
function taken(shop: ShopSpec, { spec }: Candidate, done: readonly ModelDiscount[]): number[] {
  const { lines } = shop;
  const before = (index: number): number => sum(done.map(({ byLine }) => at(byLine, index)));
  const left = lines.map((line, index) => line.amount - before(index));
  const room = lines.map((line, index) => Math.max(0, mostOf(shop, line) - before(index)));
  const wanted = formOf(spec, { lines, left, room, level: shop.level });
  const byLine = wanted.map((money, index) => Math.min(money, at(room, index)));
  return spec.max !== null && sum(byLine) > spec.max ? spread(spec.max, byLine, byLine) : byLine;
}

function mostOf({ discounts }: ShopSpec, line: ReceiptLine): number {
  if (line.kind === 'gift_card' || (discounts.except !== null && discounts.except.passes(line))) return 0;
  return Math.min(
    line.amount - Math.max(line.floor ?? 0, Math.min(discounts.leave, line.amount)),
    part(line.amount, discounts.maxPercent, 100, 'floor'),
  );
}

interface Basket {
  readonly lines: readonly ReceiptLine[];
  readonly left: readonly number[];
  readonly room: readonly number[];
  readonly level: number;
}

function formOf({ form, filter }: DiscountSpec, basket: Basket): number[] {
  const { lines, left, room, level } = basket;
  const mine = lines.map((line, index) => passes(filter, line) && at(room, index) > 0);
  const ours = left.map((money, index) => (at(mine, index) ? money : 0));
  const space = room.map((most, index) => (at(mine, index) ? most : 0));
  switch (form.type) {
    case 'percent':
      return ours.map((money) => part(money, at(form.tenths, level), 1000, 'halfUp'));
    case 'amount':
      return spread(Math.min(at(form.kopecks, level), sum(space)), ours, space);
    case 'price':
      return lines.map((line, index) =>
        Math.max(0, at(ours, index) - part(form.kopecks, line.quantity, 1_000_000, 'halfUp')),
      );
    case 'cheapest': {
      const pieces = piecesOf(basket, mine);
      const sets = Math.min(Math.floor(pieces.length / form.of), form.times ?? Number.POSITIVE_INFINITY);
      return cheaper(basket, { pieces, all: pieces, count: sets * form.count, percent: form.percent });
    }
    case 'buy':
      return bought(form, basket, mine);
    case 'bundle':
      return bundled(form, basket);
    case 'ladder': {
      const reached = form.steps.findLast(({ from }) => sum(ours) >= from);
      if (reached === undefined) return lines.map(() => 0);
      const { tenths, kopecks } = reached;
      const as: DiscountForm =
        tenths === null
          ? { type: 'amount', kopecks: [kopecks ?? 0, kopecks ?? 0] }
          : { type: 'percent', tenths: [tenths, tenths] };
      return formOf({ type: 'discount', filter, max: null, form: as }, basket);
    }
  }
}

interface Piece {
  readonly line: number;
  readonly price: number;
}

function bought(form: Extract<DiscountForm, { type: 'buy' }>, basket: Basket, mine: readonly boolean[]): number[] {
  const { from } = form;
  const paying = from === null ? mine : basket.lines.map((line) => from.passes(line));
  const got = piecesOf(basket, mine);
  const full = piecesOf(basket, paying);
  const all = piecesOf(
    basket,
    mine.map((is, index) => is || at(paying, index)),
  );
  // A piece is bought or got, never both: try one set after the other.
  let sets = 0;
  while (
    sets < (form.times ?? Number.POSITIVE_INFINITY) &&
    (sets + 1) * form.get <= got.length &&
    (sets + 1) * form.pieces <= full.length &&
    (sets + 1) * (form.get + form.pieces) <= all.length
  )
    sets += 1;
  return cheaper(basket, { pieces: got, all, count: sets * form.get, percent: form.percent });
}

/** The first of each kind on the receipt go into bundles. */
function bundled(form: Extract<DiscountForm, { type: 'bundle' }>, basket: Basket): number[] {
  const pools = form.parts.map(({ filter, pieces }) => ({
    pieces,
    pool: piecesOf(
      basket,
      basket.lines.map((line) => filter.passes(line)),
    ),
  }));
  const sets = Math.min(
    form.times ?? Number.POSITIVE_INFINITY,
    ...pools.map(({ pool, pieces }) => Math.floor(pool.length / pieces)),
  );
  const chosen = pools.flatMap(({ pool, pieces }) => pool.slice(0, sets * pieces));
  const byLine = basket.lines.map((_, index) =>
    sum(chosen.filter(({ line }) => line === index).map(({ price }) => price)),
  );
  const saved = sum(byLine) - sets * form.kopecks;
  return saved <= 0 ? basket.lines.map(() => 0) : spread(saved, byLine, byLine);
}

/** The cheapest so many cost less; all the goods that made it possible carry it, by what they cost. */
function cheaper(
  { lines, left, room }: Basket,
  deal: {
    readonly pieces: readonly Piece[];
    readonly all: readonly Piece[];
    readonly count: number;
    readonly percent: number;
  },
): number[] {
  const cheapest = deal.pieces.toSorted((a, b) => a.price - b.price).slice(0, deal.count);
  const off = sum(cheapest.map(({ price }) => part(price, deal.percent, 100, 'halfUp')));
  const space = lines.map((_, index) => (deal.all.some(({ line }) => line === index) ? at(room, index) : 0));
  const weights = space.map((most, index) => (most > 0 ? at(left, index) : 0));
  return spread(Math.min(off, sum(space)), weights, space);
}

/** Every whole piece with what it costs by now: 7505 for three is 2501, 2502, 2502. Goods by weight are no pieces. */
function piecesOf({ lines, left }: Basket, mine: readonly boolean[]): Piece[] {
  return lines.flatMap((line, index) => {
    const count = line.quantity % 1_000_000 === 0 ? wholePieces(line.quantity) : 0;
    if (!at(mine, index) || count === 0) return [];
    const low = Math.floor(at(left, index) / count);
    const dear = at(left, index) - low * count;
    return Array.from({ length: count }, (_, piece) => ({ line: index, price: low + (piece >= count - dear ? 1 : 0) }));
  });
}

/** "line rules, then receipt rules": a part or a sum of the whole basket comes after what is off its goods. */
function isOfLines({ form, filter }: DiscountSpec): boolean {
  return filter !== null || (form.type !== 'amount' && form.type !== 'ladder' && form.type !== 'percent');
}

function passes(filter: Filter | null, line: ReceiptLine): boolean {
  return filter === null || filter.passes(line);
}
