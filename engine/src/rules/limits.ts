/** Bounds on how often and how much a rule gives: what is left of them, and what is used. */
import type { Counted } from '../account-state.ts';
import type { Draft } from '../draft.ts';
import type { Cap, Limit } from '../program/compiled.ts';
import { NOWHERE, quotaKey, type Place } from '../quotas.ts';
import { count, counterOf, counterValue, leftOf, periodOpen, take } from './counters.ts';
import { forTier } from './by-tier.ts';

/** One bound as it stands for this decision. */
interface Bound {
  readonly limit: string;
  readonly counter: string;
  /** null for one that accounts share. */
  readonly period: ReturnType<typeof periodOpen> | null;
  readonly left: number;
  readonly counts: 'times' | 'units';
}

/** What the bounds of a rule leave: whether it may work once more, and at most how many units it may give. */
export interface Room {
  readonly bounds: readonly Bound[];
  readonly units: number;
  /** The bound that is used up; null while it may work. */
  readonly full: string | null;
}

export const UNBOUNDED: Room = { bounds: [], units: Number.MAX_SAFE_INTEGER, full: null };

export function roomIn(
  draft: Draft,
  { limits, caps }: { readonly limits: readonly Limit[]; readonly caps?: readonly Cap[] },
  place: Place = NOWHERE,
): Room {
  if (limits.length === 0 && (caps ?? NO_CAPS).length === 0) return UNBOUNDED;
  const bounds = [
    ...limits.flatMap((limit) => boundsOf(draft, limit, place)),
    ...(caps ?? NO_CAPS).map((cap) => boundOf(draft, cap)),
  ];
  const room = bounds.reduce(
    (least, bound) => (bound.counts === 'units' ? Math.min(least, bound.left) : least),
    Number.MAX_SAFE_INTEGER,
  );
  return { bounds, units: room, full: bounds.find((bound) => bound.left <= 0)?.limit ?? null };
}

/** Whether it may work so many times more. */
export function hasTimes({ full, bounds }: Room, times: number): boolean {
  return full === null && bounds.every((bound) => bound.counts !== 'times' || bound.left >= times);
}

/**
 * Uses the bounds: once, and for so many units. Answers what to give back when it is undone: with each unit, and as a whole.
 */
export function useRoom(
  draft: Draft,
  room: Room,
  units: number,
): { readonly perUnit: readonly Counted[]; readonly once: readonly Counted[] } {
  const counted = room.bounds.map((bound): Counted & { readonly counts: Bound['counts'] } => {
    const add = bound.counts === 'times' ? 1 : units;
    if (bound.period === null) take(draft, bound.counter, add);
    else count(draft, bound.counter, bound.period, add);
    return { counter: bound.counter, period: bound.period, add, counts: bound.counts };
  });
  const plain = (counts: Bound['counts']): readonly Counted[] =>
    counted
      .filter((one) => one.counts === counts && one.add > 0)
      .map(({ counter, period, add }) => ({ counter, period, add }));
  return { perUnit: plain('units'), once: plain('times') };
}

const NO_CAPS: readonly Cap[] = [];

function boundsOf(draft: Draft, limit: Limit, place: Place): readonly Bound[] {
  const key = quotaKey(draft.program, limit, draft.at, place);
  const own = limit.per === 'member' ? `${limit.id}@${draft.member ?? ''}` : limit.id;
  const bound = (counts: Bound['counts'], whole: number): Bound => {
    if (key !== null) {
      const counter = `${key}:${counts}`;
      return { limit: limit.id, counter, period: null, left: leftOf(draft, counter), counts };
    }
    const counter = `l:${own}:${counts}`;
    const period = periodOpen(draft, counter, limit.every);
    return { limit: limit.id, counter, period, left: whole - counterValue(draft, counter, period), counts };
  };
  return [
    ...(limit.times === null ? [] : [bound('times', limit.times)]),
    ...(limit.units === null ? [] : [bound('units', limit.units)]),
  ];
}

function boundOf(draft: Draft, cap: Cap): Bound {
  const counter = counterOf.cap(cap.id);
  const period = periodOpen(draft, counter, cap.every);
  const left = forTier(draft, cap.units) - counterValue(draft, counter, period);
  return { limit: cap.id, counter, period, left, counts: 'units' };
}
