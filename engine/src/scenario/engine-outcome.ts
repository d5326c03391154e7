/** What a decision of the engine comes to in a story. */
import type { Decision, GiftGiven, PurchaseOutcome } from '../decision.ts';
import { QUANTITY_SCALE } from '../values/amount.ts';
import type { Done, Handed, Happened, Moved, PurchaseResult, ReturnResult } from './world.ts';

export function happenedIn(decision: Decision): Happened {
  const of = (kind: 'earn' | 'expire', sign: 1 | -1): readonly Moved[] =>
    decision.entries
      .filter((entry) => entry.kind === kind)
      .map(({ wallet, units }) => ({ wallet, units: units * sign }));
  return {
    earned: of('earn', 1),
    expired: of('expire', -1),
    badges: decision.badges ?? [],
    messages: (decision.messages ?? []).flatMap(({ ru, en }) => [ru, en].filter((text) => text !== undefined)),
  };
}

/** Without reasons, whose words the world makes. */
export function outcomeOf(decision: Decision): Omit<Done, 'reasons' | 'quoted'> {
  return {
    type: 'done',
    gifts: giftsOf(decision).map(handed),
    purchase: 'purchase' in decision ? purchaseOf(decision.purchase) : null,
    returned: decision.type === 'return' ? returnOf(decision) : null,
  };
}

function giftsOf(decision: Decision): readonly GiftGiven[] {
  if ('purchase' in decision) return decision.purchase.gifts ?? [];
  return 'gifts' in decision ? (decision.gifts ?? []) : [];
}

function purchaseOf({ discounts, toPay, payable, freeDelivery }: PurchaseOutcome): PurchaseResult {
  return {
    discount: (discounts ?? []).reduce<number>((sum, { money }) => sum + money, 0),
    toPay,
    payable,
    freeDelivery: freeDelivery ?? false,
  };
}

function returnOf({
  return: { parts, money, withheld },
}: Extract<Decision, { readonly type: 'return' }>): ReturnResult {
  return {
    back: money,
    withheld,
    restored: parts.flatMap((part) => part.restored),
    takenBack: parts.flatMap((part) => part.takenBack),
    kept: parts.flatMap((part) => part.kept ?? []).map(handed),
  };
}

function handed({ sku, quantity }: GiftGiven): Handed {
  return { sku, pieces: quantity / QUANTITY_SCALE };
}
