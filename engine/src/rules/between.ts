/** Units that change wallet or account: exchange, gift to another member, accounts that become one. */
import type { ConvertDecision, PlainDecision, Refusal } from '../decision.ts';
import { owe, put, takeFrom, type Draft } from '../draft.ts';
import type { ConvertEvent, MergeEvent, ReceiveEvent, TransferEvent } from '../event.ts';
import { finish } from '../finish.ts';
import { EXPECTED_FROM } from '../lot.ts';
import { units, type Units } from '../values/amount.ts';
import { scale } from '../values/ratio.ts';
import { uncount } from './counters.ts';
import { lotKeyNow } from './dates.ts';
import { expireLots } from './expire.ts';
import { listOfDays, type MeterDay } from '../meter-days.ts';
import { emptied, send } from './forward.ts';
import { leave, leavingRefusal } from './items.ts';
import { roomIn, useRoom } from './limits.ts';
import { joinState } from './merge-state.ts';
import { disqualify, reviewAwards } from './progress.ts';
import { accountOnly } from './scope-of.ts';
import { takeBackEarned } from './take-back.ts';
import { addToMeter, addToWindow, countWithin, demote, demoteByTasks, doneByTasks, promote } from './tiers.ts';

export function decideConvert(draft: Draft, event: ConvertEvent): ConvertDecision | Refusal {
  const conversion = draft.program.conversions.get(event.conversion);
  if (conversion === undefined) return refuse('conversion_unknown', { conversion: event.conversion });
  const from = draft.program.wallets.get(conversion.from);
  const to = draft.program.wallets.get(conversion.to);
  if (from === undefined || to === undefined) return refuse('wallet_unknown', { wallet: conversion.from });
  const notAllowed = (because: string): Refusal =>
    refuse('conversion_not_allowed', { conversion: conversion.id, because });
  if (event.units < conversion.min || event.units < 1) return notAllowed('too_few');
  if (conversion.condition !== null && !holds(() => conversion.condition?.test(accountOnly(draft)) ?? false))
    return notAllowed('condition_false');
  const refusal = leavingRefusal(draft, from, event.units);
  if (refusal !== null) return refusal;
  const room = roomIn(draft, conversion);
  if (room.full !== null || room.units < event.units)
    return refuse('limit_reached', { limit: room.full ?? conversion.id });
  const into = units(scale(event.units, conversion.rate, 'floor'));
  if (into === 0) return notAllowed('rounds_to_zero');
  useRoom(draft, room, event.units);
  leave(draft, from, event.units, 'convert');
  put(draft, { wallet: to.id, kind: 'convert' }, into, lotKeyNow(draft, to, draft.asOf));
  draft.reasons.push({
    applied: true,
    code: 'converted',
    params: { wallet: to.id, units: into, from: from.id, of: event.units },
  });
  return { type: 'convert', ...finish(draft), converted: { from: from.id, units: event.units, to: to.id, into } };
}

export function decideTransfer(draft: Draft, event: TransferEvent): PlainDecision | Refusal {
  const wallet = draft.program.wallets.get(event.wallet);
  if (wallet === undefined) return refuse('wallet_unknown', { wallet: event.wallet });
  if (event.to === draft.before.id) return refuse('transfer_to_self', {});
  const terms = wallet.transfer;
  if (terms === null || event.units < terms.min || event.units < 1)
    return refuse('transfer_not_allowed', { wallet: wallet.id, asked: event.units, min: terms?.min ?? 0 });
  const refusal = leavingRefusal(draft, wallet, event.units);
  if (refusal !== null) return refusal;
  const room = roomIn(draft, terms);
  if (room.full !== null || room.units < event.units) return refuse('limit_reached', { limit: room.full ?? 'units' });
  useRoom(draft, room, event.units);
  const lots = leave(draft, wallet, event.units, 'transfer').map(({ lot, units: moved }) => ({
    wallet: wallet.id,
    key: lot,
    units: moved,
  }));
  send(draft, event.to, 'transfer', { lots, debts: {} });
  draft.reasons.push({ applied: true, code: 'transferred', params: { wallet: wallet.id, units: event.units } });
  return { type: 'transfer', ...finish(draft) };
}

export function decideMerge(draft: Draft, event: MergeEvent): PlainDecision | Refusal {
  if (event.into === draft.before.id) return refuse('merge_with_self', {});
  const { state, grants } = draft;
  const days = daysToSend(draft);
  const parcel = { ...emptied(draft), days, grants: [...grants], state };
  draft.grants = [];
  for (const { meter, day, value } of days) addToMeter(draft, meter, day, -value);
  send(draft, event.into, 'merge', parcel);
  draft.reasons.push({ applied: true, code: 'merged', params: { into: event.into } });
  const merged = finish(draft);
  draft.state = { heir: event.into };
  return { type: 'merge', ...merged };
}

/** In an order of their own and without days that came to nothing, so that a decision does not depend on how they were loaded. */
function daysToSend(draft: Draft): MeterDay[] {
  const meter = draft.program.tiers?.meter;
  const counted = listOfDays(draft.days).filter((each) => each.meter === meter && each.value !== 0);
  return counted.toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

export function decideReceive(draft: Draft, event: ReceiveEvent): PlainDecision {
  const { parcel } = event;
  const isMerged = event.cause === 'merge';
  const { heir } = draft.state;
  if (heir !== undefined) {
    // It goes on as it is, and counts where it arrives.
    send(draft, heir, event.cause, parcel);
    draft.reasons.push({ applied: true, code: isMerged ? 'joined_by' : 'received', params: { from: event.from } });
    return { type: 'receive', ...finish(draft) };
  }
  const doneBefore = doneByTasks(draft);
  for (const { wallet, key, units: moved } of parcel.lots) {
    if (draft.program.wallets.has(wallet)) put(draft, { wallet, kind: 'transfer' }, moved, key);
  }
  for (const [wallet, debt] of Object.entries(parcel.debts)) takeOver(draft, wallet, debt);
  for (const { purchase, partner = null, given } of parcel.undone?.taken ?? []) {
    draft.partner = partner;
    takeBackEarned(draft, { purchase, given, moneyLeft: 0 });
  }
  draft.partner = null;
  expireLots(draft);
  for (const { meter, day, value } of parcel.days ?? []) {
    // What has been counted within periods comes with the state.
    if (parcel.state === undefined) addToMeter(draft, meter, day, value);
    else addToWindow(draft, meter, day, value);
    if (value < 0) demote(draft, -value, day, draft.program.calendar.startOf(day));
  }
  for (const { meter, day, value } of parcel.counts ?? []) countWithin(draft, meter, day, value);
  if (parcel.grants !== undefined) draft.grants = [...draft.grants, ...parcel.grants];
  if (parcel.state !== undefined) joinState(draft, parcel.state, event.from);
  if (parcel.items !== undefined) joinState(draft, { items: parcel.items }, event.from);
  uncount(draft, parcel.undone?.counted, (one) => one.add);
  for (const { purchase, at } of parcel.undone?.purchases ?? []) disqualify(draft, purchase, at);
  if ([...(parcel.days ?? []), ...(parcel.counts ?? [])].some(({ value }) => value < 0)) {
    reviewAwards(draft);
    demoteByTasks(draft, doneBefore);
  }
  promote(draft);
  draft.reasons.push({ applied: true, code: isMerged ? 'joined_by' : 'received', params: { from: event.from } });
  return { type: 'receive', ...finish(draft) };
}

/** A debt that comes with a parcel is paid by what is there, spendable or not yet. */
function takeOver(draft: Draft, wallet: string, debt: Units): void {
  const booking = { wallet, kind: 'transfer' as const };
  let left: number = debt;
  for (const lot of draft.lots.filter((each) => each.wallet === wallet && each.key.from !== EXPECTED_FROM))
    left -= takeFrom(draft, booking, units(left), lot.key);
  owe(draft, booking, units(left));
}

function holds(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}

function refuse(code: Refusal['code'], params: Refusal['params']): Refusal {
  return { type: 'refused', code, params };
}
