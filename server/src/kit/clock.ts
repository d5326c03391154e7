/** Where "now" enters: everything that needs the time takes a clock or a moment, so that tests can choose it. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
