/** Units that were spent come back to the lots they came from, with their dates. */
import type { Draw } from '../account-state.ts';
import { isExpired, put, type Draft } from '../draft.ts';
import type { Wallet } from '../program/compiled.ts';
import { units, type Units } from '../values/amount.ts';
import { assert } from '../values/unreachable.ts';
import { graceKey, lotKeyNow } from './dates.ts';

/** Gives `back` units of the draws back, the last drawn first, after those that `skip` counts have come back already. */
export function giveBack(
  draft: Draft,
  wallet: Wallet,
  draws: readonly Draw[],
  { back, skip }: { readonly back: number; readonly skip: number },
): void {
  let left = back;
  let before = skip;
  for (const drawn of draws.toReversed()) {
    const here = Math.min(left, Math.max(0, drawn.units - before));
    before = Math.max(0, before - drawn.units);
    left -= here;
    if (here > 0) putBack(draft, wallet, drawn, units(here));
  }
  assert(left === 0, 'more units to give back than were drawn');
}

function putBack(draft: Draft, wallet: Wallet, drawn: Draw, amount: Units): void {
  // What a late checkout had paid by debt has no lot to go back to: it comes as units of today.
  const gone = drawn.lot !== null && isExpired(drawn.lot, draft.asOf);
  const key = gone ? graceKey(draft.program, wallet, draft.asOf) : (drawn.lot ?? lotKeyNow(draft, wallet, draft.asOf));
  put(draft, { wallet: wallet.id, kind: 'restore' }, amount, key);
  draft.reasons.push({
    applied: true,
    code: gone ? 'restored_for_grace' : 'restored',
    params: { wallet: wallet.id, units: amount, until: key.to },
  });
}
