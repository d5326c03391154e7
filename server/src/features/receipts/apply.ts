/** What the customer brings to a receipt: rewards of the catalogue, coupons of the card, codes. */
import type { ApplyRequest } from '@kopilka/engine';
import { z } from 'zod';
import { label } from '../../fields.ts';
import { typedCodeField } from '../coupons/code-text.ts';
import { type KnownCodes, NO_CODES } from '../coupons/use-codes.ts';

const APPLIED_MAX = 20;

export const applyField = z
  .array(
    z.union([
      z.strictObject({ reward: label(40).meta({ description: 'A reward of the program that is used in a receipt.' }) }),
      z.strictObject({ coupon: label(40).meta({ description: 'A coupon of the program that lies on the card.' }) }),
      z.strictObject({ code: typedCodeField }),
    ]),
  )
  .min(1)
  .max(APPLIED_MAX)
  .refine((apply) => new Set(codesIn(apply)).size === codesIn(apply).length, 'each code may be named once')
  .meta({
    description: 'Rewards, coupons and codes to use here; each must be usable, or the whole is refused.',
    examples: [[{ coupon: 'free-coffee' }]],
  });

export type ApplyBody = z.output<typeof applyField>;

/** Codes as they are looked up. */
export function codesIn(
  apply: readonly ({ readonly code: string } | { readonly reward: string } | { readonly coupon: string })[] = [],
): readonly string[] {
  return apply.flatMap((each) => ('code' in each ? [each.code] : []));
}

/** As the engine is asked. Events do not hold codes, but what they are known by. */
export function engineApply(apply: ApplyBody | undefined, codes: KnownCodes = NO_CODES): readonly ApplyRequest[] {
  return (apply ?? []).map((each): ApplyRequest => {
    if ('reward' in each) return { type: 'reward', reward: each.reward };
    if ('coupon' in each) return { type: 'coupon', coupon: each.coupon };
    const known = codes.get(each.code);
    if (known === undefined) throw new Error('a code was applied without being looked up');
    return { type: 'coupon', coupon: known.couponId, code: known.codeId };
  });
}
