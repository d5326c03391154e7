// What the API answered, in the words of a story's world.
import {
  type Handed,
  type Happened,
  instant,
  type Moved,
  type Outcome,
  type Standing,
  type Told,
  units,
} from '@kopilka/engine';
import { z } from 'zod';
import type { balancesSchema, tierSchema } from '../../src/features/accounts/standing.ts';
import { reasonAnswerSchema } from '../../src/features/operations/reasons.ts';
import { purchaseSchema, quoteSchema } from '../../src/features/purchases/answer.ts';
import { returnSchema } from '../../src/features/returns/schema.ts';
import { problemSchema } from '../../src/problem.ts';
import type { Answer } from '../api/test-api.ts';
import type { ToldOperation } from './history.ts';

type Problem = z.output<typeof problemSchema>;
type ReasonAnswer = z.output<typeof reasonAnswerSchema>;
type Done = Extract<Outcome, { readonly type: 'done' }>;

const refusedQuoteSchema = z.object({ outcome: z.literal('refused'), problem: problemSchema });
const reasonedSchema = z.looseObject({ reasons: z.array(reasonAnswerSchema) });
const giftsSchema = z.looseObject({ gifts: z.array(z.object({ sku: z.string(), quantity: z.string() })) });
const wordsSchema = z.object({ en: z.string() });

/** The problem of a refused command or question; null when it was not refused. Throws what no story can mean. */
export function problemIn({ status, text }: Answer): Problem | null {
  const quote = refusedQuoteSchema.safeParse(parsed(text));
  if (quote.success) return quote.data.problem;
  if (status < 400) return null;
  const problem = problemSchema.parse(parsed(text));
  if (UNMEANT.has(status) || problem.code === 'route_unknown') throw new Error(`answered ${status}: ${text}`);
  return problem;
}

/** Not about the story: nobody asked so, or not with this key, or the server failed. */
const UNMEANT: ReadonlySet<number> = new Set([401, 403, 405, 415, 500, 503]);

/** In the engine's own code where the API has a more exact one for the same no. */
export function refusalOf(problem: Problem): Outcome {
  const words = wordsSchema.safeParse(problem['reason']);
  const code = ENGINE_CODES[problem.code] ?? problem.code;
  return { type: 'refused', code, because: words.success ? words.data.en : problem.detail };
}

/** What the API says more exactly than the engine could, which sees one account and only what is open on it. */
const ENGINE_CODES: Readonly<Record<string, string>> = {
  /** A friend is named by a code, and the code is the friend's own. */
  referral_self: 'transfer_to_self',
  /** It tells how the redemption or payout ended. */
  item_closed: 'item_unknown',
  payout_status: 'item_unknown',
};

/** What the API refuses by itself, in its own words, before the engine is asked. */
export const OWN_WORDS: ReadonlySet<string> = new Set([
  'transfer_to_self',
  'item_unknown',
  'referral_late',
  'referral_exists',
  'merge_with_self',
]);

/** Without the reasons of what followed. */
export function outcomeOf(answer: Answer, { event, quote }: { readonly event: string; readonly quote: boolean }): Done {
  const body = parsed(answer.text);
  const reasoned = reasonedSchema.safeParse(body);
  const gifts = giftsSchema.safeParse(body);
  const common = {
    type: 'done',
    reasons: reasoned.success ? told(reasoned.data.reasons) : [],
    gifts: gifts.success ? gifts.data.gifts.map(handed) : [],
    quoted: null,
    purchase: null,
    returned: null,
  } as const;
  if (event === 'return') return { ...common, returned: returnedIn(returnSchema.parse(body)) };
  if (event !== 'purchase') return common;
  if (!quote) return { ...common, purchase: purchaseIn(purchaseSchema.parse(body)) };
  const quoted = quoteSchema.parse(body);
  return { ...common, purchase: purchaseIn(quoted), quoted: promisedIn(quoted) };
}

function purchaseIn({
  discount,
  toPay,
  payable,
  freeDelivery,
}: Pick<z.output<typeof purchaseSchema>, 'discount' | 'toPay' | 'payable' | 'freeDelivery'>): Done['purchase'] {
  return { discount, toPay, payable, freeDelivery };
}

function promisedIn({ earned, reasons }: z.output<typeof quoteSchema>): Happened {
  return { earned: earned.map(moved), expired: [], badges: badgesIn(reasons), messages: [] };
}

function returnedIn({ money, withheld, parts }: z.output<typeof returnSchema>): Done['returned'] {
  return {
    back: money,
    withheld,
    restored: parts.flatMap((part) => part.restored.map(moved)),
    takenBack: parts.flatMap((part) => part.takenBack.map(moved)),
    kept: parts.flatMap((part) => part.kept.map(handed)),
  };
}

/** Messages are read apart. */
export function happenedIn({ entries, reasons }: ToldOperation): Happened {
  const of = (kind: string, sign: 1 | -1): readonly Moved[] =>
    entries
      .filter((entry) => entry.kind === kind)
      .map((entry) => ({ wallet: entry.wallet, units: entry.units * sign }));
  return { earned: of('earn', 1), expired: of('expire', -1), badges: badgesIn(reasons), messages: [] };
}

function badgesIn(reasons: readonly ReasonAnswer[]): readonly string[] {
  return reasons.filter(({ code }) => code === 'badge').map(({ params }) => String(params['badge']));
}

export function told(reasons: readonly ReasonAnswer[]): readonly Told[] {
  return reasons.map(({ rule, code, text }) => ({ rule: rule ?? null, code, words: text.en }));
}

export function standingOf(balances: z.output<typeof balancesSchema>, tier: z.output<typeof tierSchema>): Standing {
  const wallets = Object.entries(balances).map(([id, { available, pending, held, debt, expiring }]) => {
    const next = expiring === null ? null : { units: units(expiring.units), at: instant(Date.parse(expiring.at)) };
    const standing = { available: units(available), pending: units(pending), held: units(held), debt: units(debt) };
    return [id, { ...standing, expiring: next }] as const;
  });
  const until = tier?.until ?? null;
  return {
    wallets: Object.fromEntries(wallets),
    tier: tier === null ? null : { ...tier, until: until === null ? null : instant(Date.parse(until)) },
  };
}

function handed({ sku, quantity }: { readonly sku: string; readonly quantity: string }): Handed {
  return { sku, pieces: Number(quantity) };
}

function moved({ wallet, units: count }: { readonly wallet: string; readonly units: number }): Moved {
  return { wallet, units: count };
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}
