/** What a step says in the engine's words: an event with amounts in smallest parts, of the program that is in force. */
import type { ApplyRequest, Event, PayRequest, PurchaseEvent, ReceiptLine } from '../event.ts';
import type { CompiledProgram } from '../program/compiled.ts';
import { readMoment } from '../program/schedule-text.ts';
import {
  type Money,
  money,
  parseQuantity,
  quantity,
  type Quantity,
  QUANTITY_SCALE,
  type Units,
  units,
} from '../values/amount.ts';
import { parseDecimal } from '../values/decimal.ts';
import type { Instant } from '../values/time.ts';
import type { Basket, LineText, Step } from './scenario-document.ts';

/** A step that says what the program cannot mean: its author's mistake, told with the step. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

/** What a story remembers of a purchase, to take it back by. */
export interface Bought {
  readonly lines: readonly ReceiptLine[];
  /** By line. */
  readonly returned: readonly Quantity[];
}

export interface Telling {
  readonly program: CompiledProgram;
  readonly now: Instant;
  readonly codes: Readonly<Record<string, string>>;
  readonly purchases: ReadonlyMap<string, Bought>;
}

/** null when the step only looks. */
export function eventOfStep(step: Step, telling: Telling): Event | null {
  const basket = step.buy ?? step.quote;
  if (basket !== undefined) return purchaseOf(basket, telling);
  if (step.return !== undefined) return returnOf(step.return, telling);
  return eventOfWallets(step, telling) ?? eventOfProfile(step, telling) ?? eventOfItems(step, telling);
}

function eventOfWallets({ convert, transfer, payout, correct }: Step, { program, now: at }: Telling): Event | null {
  if (convert !== undefined) {
    const conversion = program.conversions.get(convert.conversion);
    // An unknown conversion is for the world to refuse; its units are whole ones.
    const amount =
      conversion === undefined ? units(Number(convert.units)) : unitsIn(program, conversion.from, convert.units);
    return { type: 'convert', at, conversion: convert.conversion, units: amount };
  }
  if (transfer !== undefined)
    return {
      type: 'transfer',
      at,
      wallet: transfer.wallet,
      units: unitsIn(program, transfer.wallet, transfer.units),
      to: transfer.to,
    };
  if (payout !== undefined)
    return { type: 'payout', at, wallet: payout.wallet, units: unitsIn(program, payout.wallet, payout.units) };
  if (correct === undefined) return null;
  const size = unitsIn(program, correct.wallet, correct.units.replace(/^[+-]/, ''));
  const signed = units(correct.units.startsWith('-') ? -size : size);
  return { type: 'correction', at, wallet: correct.wallet, units: signed, reason: correct.reason ?? 'a scenario' };
}

function eventOfProfile(step: Step, { program, now: at }: Telling): Event | null {
  const { enroll, profile, choose, offer, grant, refer, event } = step;
  if (enroll !== undefined) return { type: 'custom', at, name: 'enrolled', data: {} };
  if (event !== undefined) {
    const { name, data = {}, amount, partner } = event;
    return {
      type: 'custom',
      at,
      name,
      data,
      ...(amount === undefined ? {} : { amount: moneyIn(program, amount) }),
      ...(partner === undefined ? {} : { partner }),
    };
  }
  if (profile !== undefined) {
    const { attributes, dates, statementDay } = profile;
    return {
      type: 'profile',
      at,
      ...(attributes === undefined ? {} : { attributes }),
      ...(dates === undefined ? {} : { dates: Object.entries(dates).map(([whose, on]) => ({ whose, on })) }),
      ...(statementDay === undefined ? {} : { statementDay: Number(statementDay) }),
    };
  }
  if (choose !== undefined)
    return { type: 'choose', at, choice: choose.choice, period: choose.period ?? 'current', picks: choose.picks };
  if (offer !== undefined) return { type: 'offer', at, choice: offer.choice, options: offer.options };
  if (refer !== undefined) return { type: 'refer', at, by: refer.by };
  if (grant === undefined) return null;
  const until = grant.until === undefined ? null : momentIn(program, grant.until);
  return { type: 'grant', at, level: grant.level === 'none' ? null : grant.level, until, reason: 'a scenario' };
}

function eventOfItems(step: Step, { program, now: at }: Telling): Event | null {
  const { redeem, collect, cancel, confirm, merge } = step;
  if (redeem !== undefined) {
    const code = program.rewards.get(redeem.reward)?.codes === true ? { code: `CODE-OF-${redeem.reward}` } : {};
    return { type: 'redeem', at, reward: redeem.reward, quantity: Number(redeem.quantity ?? '1'), ...code };
  }
  if (collect !== undefined) return { type: 'collect', at, item: collect.of };
  if (cancel !== undefined) return { type: 'cancel', at, item: cancel.of };
  if (confirm !== undefined) return { type: 'confirm', at, item: confirm.of };
  return merge === undefined ? null : { type: 'merge', at, into: merge.into };
}

function purchaseOf(basket: Basket, { program, now: at, codes }: Telling): PurchaseEvent {
  const pay = payOf(basket, program);
  const apply = (basket.apply ?? []).map((text) => applied(text, codes));
  return {
    type: 'purchase',
    at,
    receipt: receiptOf(basket, program),
    ...(pay === null ? {} : { pay }),
    ...(apply.length === 0 ? {} : { apply }),
  };
}

function payOf({ pay, wallet }: Basket, program: CompiledProgram): PayRequest | null {
  if (pay === undefined) return null;
  const paying = wallet ?? [...program.wallets.values()].find((each) => each.pay !== null)?.id;
  if (paying === undefined) throw new StoryError('no wallet of the program can pay');
  return { wallet: paying, units: pay === 'max' ? 'max' : unitsIn(program, paying, pay) };
}

function applied(text: string, codes: Telling['codes']): ApplyRequest {
  const [, kind, id] = /^(reward|coupon):(.+)$/.exec(text) ?? [];
  if (kind === 'reward' && id !== undefined) return { type: 'reward', reward: id };
  if (kind === 'coupon' && id !== undefined) return { type: 'coupon', coupon: id };
  const coupon = codes[text];
  if (coupon === undefined)
    throw new StoryError(`no code "${text}": write reward:<id>, coupon:<id>, or a code that stands under codes`);
  return { type: 'coupon', coupon, code: text };
}

function receiptOf(basket: Basket, program: CompiledProgram): PurchaseEvent['receipt'] {
  const { store, till, channel, partner, payments, attributes } = basket;
  const lines = basket.lines.map((line) => lineOf(line, program));
  return {
    currency: program.currency,
    total: money(lines.reduce<number>((sum, line) => sum + line.amount, 0)),
    ...(store === undefined ? {} : { store }),
    ...(till === undefined ? {} : { till }),
    ...(channel === undefined ? {} : { channel }),
    ...(partner === undefined ? {} : { partner }),
    ...(payments === undefined
      ? {}
      : { payments: Object.entries(payments).map(([means, amount]) => ({ means, amount: moneyIn(program, amount) })) }),
    ...(attributes === undefined ? {} : { attributes }),
    lines,
  };
}

function lineOf(
  { category, amount, quantity: pieces = '1', details = {} }: LineText,
  program: CompiledProgram,
): ReceiptLine {
  const { sku = category, name, discount, floor, kind, attributes } = details;
  const cost = moneyIn(program, amount);
  const off = discount === undefined ? money(0) : moneyIn(program, discount);
  const count = quantityIn(pieces);
  return {
    sku,
    category,
    ...(name === undefined ? {} : { name }),
    quantity: count,
    price: money(Math.round(((cost + off) * QUANTITY_SCALE) / count)),
    ...(discount === undefined ? {} : { discount: off }),
    amount: cost,
    ...(floor === undefined ? {} : { floor: moneyIn(program, floor) }),
    ...(kind === undefined ? {} : { kind }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function returnOf({ of, lines }: NonNullable<Step['return']>, { now: at, purchases }: Telling): Event {
  const bought = purchases.get(of);
  // The world refuses what nobody bought.
  if (bought === undefined)
    return { type: 'return', at, parts: [{ purchase: of, lines: [{ line: 0, quantity: quantityIn('1') }] }] };
  const left = bought.lines.map((line, index) => line.quantity - (bought.returned[index] ?? 0));
  const wanted =
    lines === undefined
      ? left.flatMap((pieces, line) => (pieces > 0 ? [{ line, quantity: quantity(pieces) }] : []))
      : lines.map(([name = '', pieces]) => {
          const line = lineNamed(bought.lines, name);
          return { line, quantity: pieces === undefined ? quantity(left[line] ?? 0) : quantityIn(pieces) };
        });
  // Once more what has been returned: the world refuses it.
  const parts =
    wanted.length > 0 ? wanted : bought.lines.map((line, index) => ({ line: index, quantity: line.quantity }));
  return { type: 'return', at, parts: [{ purchase: of, lines: parts }] };
}

/** A number from 1, or what the only line of that category or sku is called. */
function lineNamed(lines: readonly ReceiptLine[], name: string): number {
  if (/^\d+$/.test(name)) return Number(name) - 1;
  const found = lines.flatMap((line, index) => (line.category === name || line.sku === name ? [index] : []));
  const [only] = found;
  if (only === undefined) throw new StoryError(`the purchase has no line "${name}"`);
  if (found.length > 1) throw new StoryError(`${found.length} lines are "${name}": write the line's number, from 1`);
  return only;
}

export function unitsIn(program: CompiledProgram, wallet: string, text: string): Units {
  const decimals = program.wallets.get(wallet)?.decimals ?? 0;
  const value = parseDecimal(text, decimals);
  if (value === null) throw new StoryError(`"${text}": units of ${wallet} have ${decimals} decimal places`);
  return units(value);
}

export function moneyIn(program: CompiledProgram, text: string): Money {
  const value = parseDecimal(text, program.currencyDecimals);
  if (value === null)
    throw new StoryError(`"${text}": ${program.currency} has ${program.currencyDecimals} decimal places`);
  return money(value);
}

export function momentIn(program: CompiledProgram, text: string): Instant {
  const at = readMoment(text, program.calendar);
  if (at === null) throw new StoryError(`"${text}" is not a moment`);
  return at;
}

function quantityIn(text: string): Quantity {
  const value = parseQuantity(text);
  if (value === null || value === 0) throw new StoryError(`"${text}" is not a quantity`);
  return value;
}
