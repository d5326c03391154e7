/** Time passing over lots: what has expired leaves, visibly; what will never expire and is active becomes one lot. */
import { isActive, isExpired, moveLot, sameKey, takeFrom, type Draft } from '../draft.ts';
import { EVERLASTING } from './dates.ts';

/** Books the expiry of every lot whose time is over at the draft's time. */
export function expireLots(draft: Draft): void {
  for (const lot of draft.lots.filter((each) => isExpired(each.key, draft.asOf))) {
    takeFrom(draft, { wallet: lot.wallet, kind: 'expire' }, lot.remaining, lot.key);
    draft.reasons.push({
      applied: true,
      code: 'expired',
      params: { wallet: lot.wallet, units: lot.remaining, at: lot.key.to },
    });
  }
}

/** Joins active lots that never expire, so that their number does not grow with the years. */
export function joinEverlasting(draft: Draft): void {
  const joinable = draft.lots.filter(
    (lot) => lot.key.to === null && isActive(lot.key, draft.asOf) && !sameKey(lot.key, EVERLASTING),
  );
  for (const lot of joinable) moveLot(draft, { wallet: lot.wallet, kind: 'join' }, lot, EVERLASTING);
}
