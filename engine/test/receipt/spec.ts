/**
 * One receipt in one random shop: what the shop's rules say, in plain words for the naive model (model-*.ts), from which
 * document.ts makes the program that the engine loads. Money in kopecks, units in the wallet's smallest parts.
 */
import type { ReceiptLine } from '../../src/index.ts';

export interface Filter {
  readonly cel: string;
  readonly passes: (line: ReceiptLine) => boolean;
}

/** How much in percent, for level 0 and for level 1. */
export type ByLevel = readonly [number, number];

export type DiscountForm =
  | { readonly type: 'percent'; readonly tenths: ByLevel }
  | { readonly type: 'amount'; readonly kopecks: ByLevel }
  | { readonly type: 'price'; readonly kopecks: number }
  | {
      readonly type: 'cheapest';
      readonly of: number;
      readonly count: number;
      readonly percent: number;
      readonly times: number | null;
    }
  | {
      readonly type: 'buy';
      readonly pieces: number;
      readonly get: number;
      readonly from: Filter | null;
      readonly percent: number;
      readonly times: number | null;
    }
  | {
      readonly type: 'bundle';
      readonly parts: readonly { readonly filter: Filter; readonly pieces: number }[];
      readonly kopecks: number;
      readonly times: number | null;
    }
  | {
      readonly type: 'ladder';
      readonly steps: readonly {
        readonly from: number;
        readonly tenths: number | null;
        readonly kopecks: number | null;
      }[];
    };

export interface DiscountSpec {
  readonly type: 'discount';
  readonly form: DiscountForm;
  readonly filter: Filter | null;
  readonly max: number | null;
}

export type EarnForm =
  | { readonly type: 'rate'; readonly tenths: ByLevel }
  | { readonly type: 'per'; readonly units: number; readonly kopecks: number }
  | { readonly type: 'step'; readonly units: ByLevel; readonly kopecks: number }
  | { readonly type: 'units'; readonly units: ByLevel }
  | { readonly type: 'each'; readonly units: ByLevel }
  | {
      readonly type: 'ladder';
      readonly steps: readonly {
        readonly from: number;
        readonly tenths: number | null;
        readonly units: number | null;
      }[];
    };

export interface EarnSpec {
  readonly type: 'earn';
  readonly form: EarnForm;
  readonly filter: Filter | null;
  readonly of: 'gross' | 'discounted' | 'paid';
  readonly round: 'floor' | 'halfUp' | 'ceil';
  readonly at: 'receipt' | 'line';
  /** Smallest units; 1 for none. */
  readonly to: number;
  readonly max: number | null;
}

export interface MultiplySpec {
  readonly type: 'multiply';
  /** Index of the rule. */
  readonly rule: number;
  /** Tenths: 20 doubles. */
  readonly by: ByLevel;
  readonly filter: Filter | null;
}

export interface RuleSpec {
  readonly does: DiscountSpec | EarnSpec | MultiplySpec;
  readonly group: 'best' | 'first' | 'all' | null;
  readonly priority: number;
  readonly exclusive: boolean;
  /** Only for receipts of so much. */
  readonly minTotal: number | null;
  /** Units that it may give a day. */
  readonly daily: number | null;
  readonly capped: boolean;
}

export interface ShopSpec {
  readonly decimals: number;
  /** Kopecks that the smallest unit pays. */
  readonly worth: number;
  readonly pay: {
    readonly maxPercent: number;
    readonly of: 'line' | 'receipt';
    readonly minReceipt: number;
    readonly leave: number;
    readonly step: number;
    readonly except: Filter | null;
  };
  readonly earn: { readonly except: Filter | null; readonly minReceipt: number };
  readonly discounts: { readonly maxPercent: number; readonly leave: number; readonly except: Filter | null };
  /** Units that capped rules may give together, a day. */
  readonly cap: number;
  readonly rules: readonly RuleSpec[];
  /** What the code in the customer's hand gives; null for no code. */
  readonly coupon: DiscountSpec | null;
  /** 0 or 1. */
  readonly level: number;
  readonly lines: readonly ReceiptLine[];
  readonly balance: number;
  /** Part of what may be paid, in percent; null for nothing. */
  readonly payPercent: number | null;
}

export const FILTERS = {
  coffee: { cel: 'line.category == "coffee"', passes: (line) => line.category === 'coffee' },
  tea: { cel: 'line.category == "tea"', passes: (line) => line.category === 'tea' },
  bun: { cel: 'line.category == "bun"', passes: (line) => line.category === 'bun' },
  noTea: { cel: 'line.category != "tea"', passes: (line) => line.category !== 'tea' },
  dear: { cel: 'line.amount >= 100.00', passes: (line) => line.amount >= 10_000 },
} as const satisfies Record<string, Filter>;
