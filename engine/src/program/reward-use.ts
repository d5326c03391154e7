/** Where a reward is used when it does not say: what changes a receipt in a receipt, everything else from the catalogue. */
import type { RewardDocument } from './document.ts';

export function rewardUse({ use, gives }: RewardDocument): 'receipt' | 'catalogue' {
  const changesReceipt =
    gives.discount !== undefined || gives.freeDelivery !== undefined || gives.multiply !== undefined;
  return use ?? (changesReceipt ? 'receipt' : 'catalogue');
}
