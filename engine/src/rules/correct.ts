/** Units added or taken by hand, with a reason. */
import type { CorrectionDecision, Refusal } from '../decision.ts';
import { availableUnits, isActive, isExpired, put, takeFrom, type Draft } from '../draft.ts';
import type { CorrectionEvent } from '../event.ts';
import { finish } from '../finish.ts';
import { units, type Units } from '../values/amount.ts';
import { EXPECTED, lotKeyNow } from './dates.ts';

export function decideCorrection(draft: Draft, event: CorrectionEvent): CorrectionDecision | Refusal {
  const wallet = draft.program.wallets.get(event.wallet);
  if (wallet === undefined) return { type: 'refused', code: 'wallet_unknown', params: { wallet: event.wallet } };
  if (event.units === 0) return { type: 'refused', code: 'correction_zero', params: { wallet: event.wallet } };
  if (event.units > 0) {
    put(draft, { wallet: wallet.id, kind: 'correct' }, event.units, lotKeyNow(draft, wallet, draft.asOf));
  } else {
    const refusal = takeCorrection(draft, wallet.id, units(-event.units));
    if (refusal !== null) return refusal;
  }
  draft.reasons.push({
    applied: true,
    code: 'corrected',
    params: { wallet: wallet.id, units: event.units, reason: event.reason },
  });
  return { type: 'correction', ...finish(draft) };
}

/** Takes what can be spent first, then what is still to become active; never what a checkout has reserved, never below zero. */
function takeCorrection(draft: Draft, wallet: string, amount: Units): Refusal | null {
  const own = draft.lots.filter((lot) => lot.wallet === wallet && !isExpired(lot.key, draft.asOf));
  // What waits for a confirmation belongs to its operation.
  const pending = own.filter((lot) => !isActive(lot.key, draft.asOf) && lot.key.from !== EXPECTED.from);
  const available = availableUnits(draft, wallet);
  const most = available + pending.reduce((sum, lot) => sum + lot.remaining, 0);
  if (amount > most)
    return { type: 'refused', code: 'correction_below_zero', params: { wallet, asked: amount, available: most } };
  const booking = { wallet, kind: 'correct' as const };
  let left: number = amount;
  let spendable: number = Math.min(available, amount);
  for (const lot of own.filter((each) => isActive(each.key, draft.asOf))) {
    const taken = takeFrom(draft, booking, units(Math.min(left, spendable)), lot.key);
    left -= taken;
    spendable -= taken;
  }
  for (const lot of pending) left -= takeFrom(draft, booking, units(left), lot.key);
  return null;
}
