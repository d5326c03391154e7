/** On what occasion effects happen: what there is to take units of, whose units can be multiplied, whether prices can change. */

/** What the event has that units could be taken of. */
export type Source = 'receipt' | 'amount' | 'nothing';

export interface Occasion {
  readonly source: Source;
  /** The event whose rules work at the same time, so that theirs can be multiplied; null where none do. */
  readonly beside: string | null;
  /** Whether prices are still being made. */
  readonly takesDiscounts: boolean;
}

/** What is brought to a receipt: rewards, coupons. */
export const IN_RECEIPT: Occasion = { source: 'receipt', beside: 'purchase', takesDiscounts: true };
/** The friend's first purchase is only known when its prices are. */
export const OF_FRIEND: Occasion = { source: 'receipt', beside: 'purchase', takesDiscounts: false };
/** What happens by itself: rewards of the catalogue, challenges, streaks, the referrer's thanks. */
export const APART: Occasion = { source: 'nothing', beside: null, takesDiscounts: false };

export function occasionOf(event: string): Occasion {
  return { source: sourceOf(event), beside: event, takesDiscounts: event === 'purchase' };
}

export function sourceOf(event: string): Source {
  if (event === 'purchase') return 'receipt';
  return event === 'payment' || event.startsWith('shop.') ? 'amount' : 'nothing';
}
