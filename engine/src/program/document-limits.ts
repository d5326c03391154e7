/** How much a program may hold, and the words it chooses from. */

export const LIMITS = { wallets: 20, meters: 50, levels: 50, rules: 200, walletDecimals: 6 } as const;
export const PERIODS = ['month', 'quarter', 'year'] as const;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const ENDS_OF_NEXT = ['end of next month', 'end of next quarter', 'end of next year'] as const;
