/**
 * What each form of discount takes off each line, before anybody asks how much may be taken. Shares of a price are rounded
 * to the minor unit, halves up, for each line or each piece: a receipt shows lines. Forms that speak of pieces leave weighed
 * goods alone.
 */
import { allocate, splitPieces } from '../allocate.ts';
import type { Draft } from '../draft.ts';
import type { ReceiptLine } from '../event.ts';
import type { DiscountAmount, LineCondition } from '../program/compiled.ts';
import { QUANTITY_SCALE } from '../values/amount.ts';
import { type Ratio, ratio, scale } from '../values/ratio.ts';
import { unreachable } from '../values/unreachable.ts';
import { forTier } from './by-tier.ts';

/** The receipt as a discount sees it. */
export interface Shelf {
  readonly lines: readonly ReceiptLine[];
  /** By line, what it costs by now and how much may still be taken off it. */
  readonly left: readonly number[];
  readonly room: readonly number[];
  /** By line, whether the discount looks at it. */
  readonly chosen: readonly boolean[];
  /** Whether a line passes another filter of the form. */
  passes(filter: LineCondition, line: number): boolean;
}

/** By line, what is taken off; may be more than there is room for. */
export function takenOff(draft: Draft, amount: DiscountAmount, shelf: Shelf): readonly number[] {
  switch (amount.type) {
    case 'percent':
      return percentOff(shelf, forTier(draft, amount.share));
    case 'amount':
      return spreadOff(shelf, forTier(draft, amount.money));
    case 'price':
      return chosenLines(shelf, (line, left) => Math.max(0, left - priceOf(line, amount.money)));
    case 'cheapest':
      return cheapestOff(shelf, amount);
    case 'buy':
      return boughtOff(shelf, amount);
    case 'bundle':
      return bundledOff(shelf, amount);
    case 'ladder': {
      const sum = shelf.left.reduce((total, left, index) => total + (shelf.chosen[index] === true ? left : 0), 0);
      const step = amount.steps.findLast((each) => each.from <= sum);
      if (step === undefined) return shelf.left.map(() => 0);
      return step.share === null ? spreadOff(shelf, step.money ?? 0) : percentOff(shelf, step.share);
    }
    default:
      return unreachable(amount);
  }
}

/** So many pieces of a line at one price each. */
interface Pieces {
  readonly line: number;
  readonly price: number;
  readonly pieces: number;
}

function chosenLines(shelf: Shelf, off: (line: ReceiptLine, left: number) => number): readonly number[] {
  return shelf.lines.map((line, index) => (shelf.chosen[index] === true ? off(line, shelf.left[index] ?? 0) : 0));
}

/** So much for one, for as many or as much as there is of it. */
function priceOf({ quantity }: ReceiptLine, one: number): number {
  return scale(one, ratio(BigInt(quantity), BigInt(QUANTITY_SCALE)), 'halfUp');
}

function percentOff(shelf: Shelf, share: Ratio): readonly number[] {
  return chosenLines(shelf, (_, left) => Math.min(left, scale(left, share, 'halfUp')));
}

function spreadOff(shelf: Shelf, amount: number): readonly number[] {
  const room = chosenLines(shelf, (_, left) => left).map((left, index) => Math.min(left, shelf.room[index] ?? 0));
  const weights = room.map((space, index) => (space > 0 ? (shelf.left[index] ?? 0) : 0));
  const most = room.reduce((sum, space) => sum + space, 0);
  return allocate(Math.min(amount, most), weights, room);
}

function cheapestOff(shelf: Shelf, form: Extract<DiscountAmount, { type: 'cheapest' }>): readonly number[] {
  const pieces = piecesOf(shelf, (index) => shelf.chosen[index] === true);
  const sets = Math.min(Math.floor(countOf(pieces) / form.of), form.times ?? Number.MAX_SAFE_INTEGER);
  const off = offCheapest(pieces, sets * Math.min(form.count, form.of), form.share);
  return spreadOver(shelf, off, pieces);
}

function boughtOff(shelf: Shelf, form: Extract<DiscountAmount, { type: 'buy' }>): readonly number[] {
  const got = piecesOf(shelf, (index) => shelf.chosen[index] === true);
  const { from } = form;
  const isBought = (index: number): boolean =>
    from === null ? shelf.chosen[index] === true : shelf.passes(from, index);
  const bought = piecesOf(shelf, isBought);
  const either = piecesOf(shelf, (index) => shelf.chosen[index] === true || isBought(index));
  // A piece is either bought or got: together they need as many as there are.
  const sets = Math.min(
    Math.floor(countOf(got) / form.get),
    Math.floor(countOf(bought) / form.pieces),
    Math.floor(countOf(either) / (form.pieces + form.get)),
    form.times ?? Number.MAX_SAFE_INTEGER,
  );
  const off = offCheapest(got, sets * form.get, form.share);
  return spreadOver(shelf, off, either);
}

function bundledOff(shelf: Shelf, form: Extract<DiscountAmount, { type: 'bundle' }>): readonly number[] {
  const wanted = form.parts.map(({ lines, pieces }): Wanted => {
    const from = piecesOf(shelf, (index) => shelf.passes(lines, index));
    return { lines: new Set(from.map(({ line }) => line)), pieces, there: countOf(from) };
  });
  // Parts may want the same goods: whoever has least to choose from takes first.
  const inTurn = wanted.toSorted((a, b) => a.there - b.there);
  let sets = 0;
  let most = Math.min(
    form.times ?? Number.MAX_SAFE_INTEGER,
    ...wanted.map(({ there, pieces }) => Math.floor(there / pieces)),
  );
  while (sets < most) {
    const middle = Math.ceil((sets + most) / 2);
    if (partsTaken(shelf, inTurn, middle) === null) most = middle - 1;
    else sets = middle;
  }
  const values = partsTaken(shelf, inTurn, sets) ?? shelf.left.map(() => 0);
  const value = values.reduce((sum, part) => sum + part, 0);
  return allocate(Math.max(0, value - sets * form.price), values, values);
}

/** A part of a bundle: the lines that it may be of, how many pieces, and how many there are. */
interface Wanted {
  readonly lines: ReadonlySet<number>;
  readonly pieces: number;
  readonly there: number;
}

/** By line, what the pieces in so many bundles cost; null when there are not enough of them. */
function partsTaken(shelf: Shelf, parts: readonly Wanted[], sets: number): readonly number[] | null {
  let free = piecesOf(shelf, () => true);
  const values = shelf.left.map(() => 0);
  for (const { lines, pieces } of parts) {
    let needed = sets * pieces;
    free = free.map((group) => {
      const here = lines.has(group.line) ? Math.min(needed, group.pieces) : 0;
      needed -= here;
      values[group.line] = (values[group.line] ?? 0) + here * group.price;
      return here === 0 ? group : { ...group, pieces: group.pieces - here };
    });
    if (needed > 0) return null;
  }
  return values;
}

/** What a share off the cheapest so many pieces comes to. */
function offCheapest(pieces: readonly Pieces[], count: number, share: Ratio): number {
  let off = 0;
  let wanted = count;
  for (const { price, pieces: here } of pieces.toSorted((a, b) => a.price - b.price)) {
    const taken = Math.min(wanted, here);
    wanted -= taken;
    off += taken * scale(price, share, 'halfUp');
  }
  return off;
}

/**
 * Over all the goods that made it possible, not the free one alone: otherwise somebody could return what was paid for and
 * keep what was free.
 */
function spreadOver(shelf: Shelf, off: number, goods: readonly Pieces[]): readonly number[] {
  const parts = new Set(goods.map(({ line }) => line));
  const room = shelf.room.map((space, index) => (parts.has(index) ? space : 0));
  const weights = shelf.left.map((left, index) => ((room[index] ?? 0) > 0 ? left : 0));
  return allocate(
    Math.min(
      off,
      room.reduce((sum, space) => sum + space, 0),
    ),
    weights,
    room,
  );
}

/** Whole pieces with what each costs by now; goods by weight are not pieces. */
function piecesOf(shelf: Shelf, isWanted: (index: number) => boolean): readonly Pieces[] {
  return shelf.lines.flatMap((line, index) => {
    if (!isWanted(index) || line.quantity === 0 || line.quantity % QUANTITY_SCALE !== 0) return [];
    return splitPieces(shelf.left[index] ?? 0, line.quantity / QUANTITY_SCALE).map(({ pieces, price }) => ({
      line: index,
      price,
      pieces,
    }));
  });
}

function countOf(pieces: readonly Pieces[]): number {
  return pieces.reduce((sum, group) => sum + group.pieces, 0);
}
