/**
 * Where stories are told: the engine alone, or a running server behind HTTP. A deed is an engine's event in which members and
 * operations go by the names of the story; a world translates them to its own ids. Everything is asked of the world, nothing
 * is remembered beside it, so that two worlds that answer alike are alike.
 */
import type { Standing } from '../decision.ts';
import type { Event } from '../event.ts';
import type { Instant } from '../values/time.ts';

export interface World {
  /** The clock stands at `at` from now on; whatever is due until then happens, at its own time. */
  pass(at: Instant): Promise<void>;
  /** The member does something now. A quote changes nothing. */
  perform(deed: Deed): Promise<Outcome>;
  /** Where the member stands, and what happened to it since it was last seen. */
  see(member: string): Promise<Seen>;
}

export interface Deed {
  /** The operation's name in the story. */
  readonly id: string;
  readonly member: string;
  readonly event: Event;
  readonly quote: boolean;
}

export type Outcome = Refused | Done;

export interface Refused {
  readonly type: 'refused';
  readonly code: string;
  /** In words, for a person. */
  readonly because: string;
}

export interface Done {
  readonly type: 'done';
  readonly reasons: readonly Told[];
  /** Of a quote, what it would give; of a deed the same is seen with the member. */
  readonly quoted: Happened | null;
  readonly gifts: readonly Handed[];
  readonly purchase: PurchaseResult | null;
  readonly returned: ReturnResult | null;
}

/** Minor money and smallest units. */
export interface PurchaseResult {
  readonly discount: number;
  readonly toPay: number;
  readonly payable: { readonly wallet: string; readonly units: number } | null;
  readonly freeDelivery: boolean;
}

export interface ReturnResult {
  readonly back: number;
  readonly withheld: number;
  readonly restored: readonly Moved[];
  readonly takenBack: readonly Moved[];
  readonly kept: readonly Handed[];
}

/** Why something was or was not done. */
export interface Told {
  readonly rule: string | null;
  readonly code: string;
  readonly words: string;
}

export interface Handed {
  readonly sku: string;
  readonly pieces: number;
}

export interface Moved {
  readonly wallet: string;
  readonly units: number;
}

export interface Happened {
  readonly earned: readonly Moved[];
  readonly expired: readonly Moved[];
  readonly badges: readonly string[];
  /** In every language that the program has them. */
  readonly messages: readonly string[];
}

export interface Seen extends Happened {
  readonly standing: Standing;
  /** Why of everything that happened by itself meanwhile. */
  readonly reasons: readonly Told[];
}
