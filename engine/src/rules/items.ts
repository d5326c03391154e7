/** Rewards taken from the catalogue, units paid out, and what becomes of what is not finished: collected, cancelled, confirmed. */
import type { Counted, Given, Item } from '../account-state.ts';
import type { ItemDecision, PlainDecision, Refusal } from '../decision.ts';
import { debtOf } from '../account.ts';
import { availableUnits, isActive, put, takeFrom, type Draft } from '../draft.ts';
import type { CancelEvent, CollectEvent, ConfirmEvent, PayoutEvent, RedeemEvent } from '../event.ts';
import { finish } from '../finish.ts';
import type { CompiledProgram, Earn, Rule, Wallet } from '../program/compiled.ts';
import type { Reward } from '../program/compiled-benefits.ts';
import { NO_UNITS, quantity, units } from '../values/amount.ts';
import { type Instant, instant } from '../values/time.ts';
import { assert } from '../values/unreachable.ts';
import { drawCost, rewardRefusal, takeStock } from './apply.ts';
import { uncount } from './counters.ts';
import { EXPECTED, lotKeyConfirmed } from './dates.ts';
import { earnBy, outsideOf } from './earn.ts';
import { bring, extrasOf } from './effects.ts';
import { expireLots } from './expire.ts';
import { giveBack } from './give-back.ts';
import { hasTimes, roomIn, useRoom } from './limits.ts';
import { matches } from './match.ts';
import { closeItem, hasRoomForItem, itemOf, itemsOf, ITEMS_MAX, openItem } from './open-items.ts';
import { eventScopeOf } from './scope-of.ts';
import { revoke } from './take-back.ts';

/** How long a return may still come for a purchase whose expected units were cancelled. */
const CANCELLED_REMEMBERED_MS = 365 * 86_400_000;

export function decideRedeem(draft: Draft, event: RedeemEvent, operationId: string): ItemDecision | Refusal {
  const reward = draft.program.rewards.get(event.reward);
  if (reward === undefined) return refuse('reward_unknown', { reward: event.reward });
  if (reward.use !== 'catalogue') return refuse('reward_not_here', { reward: reward.id });
  const scope = eventScopeOf(draft, { type: 'redeem', data: {} });
  const match = matches(draft, reward.rule, scope);
  if (match.type === 'no')
    return refuse(match.code === 'not_scheduled' ? 'reward_not_now' : 'reward_not_for_you', {
      reward: reward.id,
      because: match.code,
    });
  const refusal = rewardRefusal(draft, reward) ?? roomRefusal(draft);
  if (refusal !== null) return refusal;
  const room = roomIn(draft, reward.rule);
  if (!hasTimes(room, event.quantity)) return refuse('limit_reached', { limit: room.full ?? reward.rule.id });
  const price = units((reward.price?.units ?? 0) * event.quantity);
  const wallet = reward.price?.wallet ?? '';
  const available = reward.price === null ? NO_UNITS : availableUnits(draft, wallet);
  if (price > available) return refuse('units_insufficient', { wallet, asked: price, available });
  const stock = takeStock(draft, reward, event.quantity);
  if (stock === null) return refuse('reward_out_of_stock', { reward: reward.id });
  const cost = price === 0 ? null : drawCost(draft, { rule: reward.rule.id, wallet, units: price }, false);
  draft.reasons.push({
    rule: reward.rule.id,
    applied: true,
    code: 'redeemed',
    params: { wallet, units: price, quantity: event.quantity },
  });
  const { counted, given } = bringReward(draft, reward.rule, event.quantity);
  const item: Item = {
    type: 'redemption',
    reward: reward.id,
    quantity: event.quantity,
    ...(event.code === undefined ? {} : { code: event.code }),
    until: collectUntil(draft, reward),
    wallet,
    units: price,
    draws: cost?.draws ?? [],
    counted: [...counted, ...stock],
    ...(given.length === 0 ? {} : { given }),
  };
  if (mustBeCollected(reward)) openItem(draft, operationId, item);
  if (draft.program.rulesOn.has('reward.redeemed'))
    draft.emits.push({ name: 'reward.redeemed', data: { reward: reward.id, units: String(price) } });
  const gifts = extrasOf([reward.rule]).gifts.map((gift) => ({
    ...gift,
    quantity: quantity(gift.quantity * event.quantity),
  }));
  return {
    type: 'redeem',
    ...finish(draft),
    item: operationId,
    ...(gifts.length > 0 ? { gifts } : {}),
    of: item,
  };
}

export function decidePayout(draft: Draft, event: PayoutEvent, operationId: string): ItemDecision | Refusal {
  const wallet = draft.program.wallets.get(event.wallet);
  if (wallet === undefined) return refuse('wallet_unknown', { wallet: event.wallet });
  const terms = wallet.payout;
  if (terms === null || event.units < terms.min || event.units < 1)
    return refuse('payout_not_allowed', { wallet: wallet.id, asked: event.units, min: terms?.min ?? 0 });
  const refusal = leavingRefusal(draft, wallet, event.units) ?? roomRefusal(draft);
  if (refusal !== null) return refusal;
  const room = roomIn(draft, terms);
  if (room.full !== null || room.units < event.units) return refuse('limit_reached', { limit: room.full ?? 'units' });
  const used = useRoom(draft, room, event.units);
  const draws = leave(draft, wallet, event.units, 'payout');
  const item: Item = {
    type: 'payout',
    until: null,
    wallet: wallet.id,
    units: event.units,
    draws,
    counted: [...used.perUnit, ...used.once],
  };
  openItem(draft, operationId, item);
  draft.reasons.push({ applied: true, code: 'payout', params: { wallet: wallet.id, units: event.units } });
  return { type: 'payout', ...finish(draft), item: operationId, of: item };
}

/** Why units cannot leave the account; null when they can. */
export function leavingRefusal(draft: Draft, wallet: Wallet, amount: number): Refusal | null {
  const debt = debtOf(draft, wallet.id);
  if (debt > 0) return refuse('account_in_debt', { wallet: wallet.id, units: debt });
  const available = availableUnits(draft, wallet.id);
  return amount > available ? refuse('units_insufficient', { wallet: wallet.id, asked: amount, available }) : null;
}

/** Draws units that are there, soonest expiry first. */
export function leave(
  draft: Draft,
  wallet: Wallet,
  amount: number,
  kind: 'payout' | 'transfer' | 'convert',
): {
  readonly lot: { readonly from: Instant; readonly to: Instant | null };
  readonly units: ReturnType<typeof units>;
}[] {
  const draws = [];
  let left = amount;
  for (const lot of draft.lots.filter((each) => each.wallet === wallet.id && isActive(each.key, draft.asOf))) {
    if (left === 0) break;
    const taken = takeFrom(draft, { wallet: wallet.id, kind }, units(left), lot.key);
    draws.push({ lot: lot.key, units: taken });
    left -= taken;
  }
  assert(left === 0, 'units leave that are not there');
  return draws;
}

export function decideCollect(draft: Draft, event: CollectEvent): PlainDecision | Refusal {
  const item = itemOf(draft, event.item);
  if (item === null || (item.type !== 'redemption' && item.type !== 'payout'))
    return refuse('item_unknown', { item: event.item });
  closeItem(draft, event.item);
  draft.reasons.push({ applied: true, code: 'collected', params: { item: event.item } });
  return { type: 'collect', ...finish(draft) };
}

export function decideCancel(draft: Draft, event: CancelEvent): ItemDecision | Refusal {
  const item = itemOf(draft, event.item);
  if (item === null || item.type === 'award' || item.type === 'hold' || isCancelled(item))
    return refuse('item_unknown', { item: event.item });
  cancelItem(draft, event.item, item);
  return { type: 'cancel', ...finish(draft), item: event.item, of: item };
}

export function decideConfirm(draft: Draft, event: ConfirmEvent): ItemDecision | Refusal {
  const item = itemOf(draft, event.item);
  if (item?.type !== 'expected' || isCancelled(item)) return refuse('item_unknown', { item: event.item });
  for (const given of item.given) confirmGiven(draft, given);
  closeItem(draft, event.item);
  expireLots(draft);
  return { type: 'confirm', ...finish(draft), item: event.item, of: item };
}

function isCancelled(item: Item): boolean {
  return item.type === 'expected' && item.given.length === 0;
}

/** Cancels what nobody came for in time. */
export function cancelOverdue(draft: Draft): void {
  for (const [id, item] of itemsOf(draft)) {
    if (item.type === 'hold' && item.until <= draft.asOf) {
      uncount(draft, item.counted, (one) => one.add);
      closeItem(draft, id);
    }
    if (item.type === 'redemption' && item.until !== null && item.until <= draft.asOf) cancelItem(draft, id, item);
  }
}

function cancelItem(draft: Draft, id: string, item: Exclude<Item, { type: 'award' | 'hold' }>): void {
  closeItem(draft, id);
  if (item.type === 'expected') {
    draft.partner = item.partner ?? null;
    for (const given of item.given) {
      revoke(draft, given, true);
      uncount(draft, given.counted, () => given.units);
    }
    // Remembered for a while, so that a return does not take back once more what is gone.
    openItem(draft, id, { ...item, given: [], until: instant(draft.asOf + CANCELLED_REMEMBERED_MS) });
    return;
  }
  const wallet = draft.program.wallets.get(item.wallet);
  if (wallet !== undefined) {
    giveBack(draft, wallet, item.draws, { back: item.units, skip: 0 });
    expireLots(draft);
  }
  uncount(draft, item.counted, (one) => one.add);
  for (const given of item.type === 'redemption' ? (item.given ?? []) : []) revoke(draft, given);
  draft.reasons.push({
    applied: true,
    code: 'cancelled',
    params: { item: id, wallet: item.wallet, units: item.units },
  });
}

function confirmGiven(draft: Draft, given: Given): void {
  const wallet = draft.program.wallets.get(given.wallet);
  assert(wallet !== undefined, `units of wallet ${given.wallet} were expected, which the program no longer has`);
  const booking = { wallet: wallet.id, kind: 'confirm' as const, rule: given.rule };
  const taken = takeFrom(draft, booking, given.units, EXPECTED);
  if (taken > 0)
    put(draft, booking, taken, lotKeyConfirmed(draft, wallet, draft.at, earnOf(draft.program, given.rule)));
  draft.reasons.push({
    rule: given.rule,
    applied: true,
    code: 'confirmed',
    params: { wallet: wallet.id, units: taken },
  });
}

/** By what a rule gives units, whatever it is called by; a multiplier gives them as its rule does. */
function earnOf(program: CompiledProgram, id: string): Earn | undefined {
  const { rules, coupons, rewards, referral } = program;
  const named = [...coupons.values(), ...rewards.values()].map(({ rule }) => rule);
  const friends = referral === null ? [] : [referral.friend, referral.referrer];
  const { earn, multiply } = [...rules, ...named, ...friends].find((rule) => rule.id === id)?.effects ?? {};
  if (earn !== undefined && earn !== null) return earn;
  return multiply === undefined || multiply === null ? undefined : earnOf(program, multiply.rule);
}

/** What else the reward brings, so many times, and what it used of its limits. */
function bringReward(
  draft: Draft,
  rule: Rule,
  times: number,
): { readonly counted: Counted[]; readonly given: Given[] } {
  const counted: Counted[] = [];
  const given: Given[] = [];
  for (let time = 0; time < times; time += 1) {
    const scope = eventScopeOf(draft, { type: 'redeem', data: {} });
    const { earned, reasons, applied, once } = earnBy(draft, [rule], outsideOf(scope));
    draft.reasons.push(...reasons);
    counted.push(...once);
    for (const { wallet, units: made, lot, counted: perUnit } of earned) {
      put(draft, { wallet, kind: 'earn', rule: rule.id }, made, lot);
      counted.push(...perUnit);
      given.push({ rule: rule.id, wallet, units: made, lot });
    }
    bring(draft, applied);
  }
  return { counted, given };
}

/** Whether a redemption of the reward stays open until it is handed over. */
export function mustBeCollected({ rule, codes, pay }: Reward): boolean {
  return rule.effects.gift !== null || codes || pay > 0;
}

function collectUntil(draft: Draft, reward: Reward): Instant | null {
  if (reward.collect === null || !mustBeCollected(reward)) return null;
  const { calendar } = draft.program;
  return calendar.startOf(calendar.plus(calendar.dayOf(draft.asOf), reward.collect));
}

function roomRefusal(draft: Draft): Refusal | null {
  return hasRoomForItem(draft) ? null : refuse('items_too_many', { most: ITEMS_MAX });
}

function refuse(code: Refusal['code'], params: Refusal['params']): Refusal {
  return { type: 'refused', code, params };
}
