/**
 * What level an account has, said without grants. Spent for ever: what is spent, net of returns, reaches the level. By
 * calendar: what was spent in this period or the last one reaches it. Rolling: walked through from the first day, and
 * only for histories without returns.
 */
import { dateOf, midnight } from './model-dates.ts';
import { sum } from './model-receipt.ts';
import type { Model } from './model.ts';
import type { TiersSpec } from './program-spec.ts';

export function rankAt(model: Model, tiers: TiersSpec, moment: number): number {
  const { zone } = model.spec;
  switch (tiers.window) {
    case 'ever':
      return rankOf(tiers, sum([...model.bought.values()].map((bought) => model.netSpend(bought))));
    case 'month':
    case 'year': {
      const unit = tiers.window;
      const today = dateOf(moment, zone);
      return Math.max(
        ...[today, today.subtract({ [`${unit}s`]: 1 })].map((day) =>
          rankOf(tiers, spentIn(model, unit, periodOf(day, unit))),
        ),
      );
    }
    case 'rolling':
      return rollingRank(model, tiers, moment);
  }
}

function spentIn(model: Model, unit: 'month' | 'year', period: string): number {
  const { zone } = model.spec;
  const counted = [...model.bought.values()].filter(
    (bought) =>
      periodOf(Temporal.PlainDate.from(bought.day), unit) === period &&
      periodOf(dateOf(bought.acceptedAt, zone), unit) === period,
  );
  return sum(counted.map((bought) => model.netSpend(bought)));
}

function periodOf(day: Temporal.PlainDate, unit: 'month' | 'year'): string {
  return unit === 'year' ? String(day.year) : `${day.year}-${day.month}`;
}

function rollingRank(model: Model, tiers: TiersSpec, moment: number): number {
  const { zone } = model.spec;
  const accepted: { readonly day: Temporal.PlainDate; readonly spent: number }[] = [];
  const measuredOn = (today: Temporal.PlainDate): number => {
    const first = today.subtract({ days: tiers.rollingDays - 1 });
    return rankOf(
      tiers,
      sum(accepted.filter(({ day }) => Temporal.PlainDate.compare(day, first) >= 0).map(({ spent }) => spent)),
    );
  };
  let held: { readonly rank: number; readonly until: number } | null = null;
  const holdFrom = (at: number): void => {
    const today = dateOf(at, zone);
    const rank = measuredOn(today);
    held = rank === 0 ? null : { rank, until: midnight(today.add({ days: tiers.rollingDays }), zone) };
  };
  const waitUntil = (at: number): void => {
    while (held !== null && held.until <= at) holdFrom(held.until);
  };
  for (const bought of model.bought.values()) {
    waitUntil(bought.acceptedAt);
    accepted.push({ day: Temporal.PlainDate.from(bought.day), spent: model.netSpend(bought) });
    if (measuredOn(dateOf(bought.acceptedAt, zone)) > rankHeld(held)) holdFrom(bought.acceptedAt);
  }
  waitUntil(moment);
  return rankHeld(held);
}

function rankHeld(held: { readonly rank: number } | null): number {
  return held?.rank ?? 0;
}

function rankOf(tiers: TiersSpec, spent: number): number {
  return tiers.from.findLastIndex((from) => spent >= from);
}
