/** How much a program may hold, and the words it chooses from. */

export const LIMITS = {
  wallets: 20,
  meters: 50,
  levels: 50,
  rules: 200,
  walletDecimals: 6,
  /** Rewards, coupons, challenges, partners, stores … of each. */
  catalogue: 500,
  /** Limits of one rule; steps of one ladder; parts of one bundle. */
  list: 50,
} as const;
export const PERIODS = ['month', 'quarter', 'year'] as const;
/** Within which a limit or a challenge counts; `period` is the account's own, from its statement day. */
export const WINDOWS = ['day', 'week', 'month', 'quarter', 'year', 'period', 'ever'] as const;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const ENDS_OF_NEXT = ['end of next month', 'end of next quarter', 'end of next year'] as const;
/** Events that rules may wait for, besides the shop's own shop.<name>. */
export const EVENTS = [
  'purchase',
  'payment',
  'enrolled',
  'profile.completed',
  'birthday',
  'inactive',
  'visit',
  'review.published',
  'survey.answered',
  'app.installed',
  'subscribed',
  'referral.joined',
  'referral.qualified',
  'reward.redeemed',
  'tier.changed',
] as const;
