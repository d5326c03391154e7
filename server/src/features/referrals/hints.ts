/**
 * What a friend and their referrer should not have in common. Hints are told by the shop (which device, which payment card,
 * which address) and compared as HMACs with a secret of the organization, so that the tables hold none of them.
 */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { text } from '../../fields.ts';
import { identityFields } from '../members/identity.ts';

export const HINT_KINDS = ['phone', 'card', 'device', 'address'] as const;
export type HintKind = (typeof HINT_KINDS)[number];

const HINT_CHARACTERS_MAX = 500;

export const hintsField = z
  .strictObject({
    phone: identityFields.phone.optional(),
    card: text(HINT_CHARACTERS_MAX).optional().meta({ description: 'Whatever tells a payment card from others.' }),
    device: text(HINT_CHARACTERS_MAX).optional().meta({ description: 'Whatever tells a device from others.' }),
    address: text(HINT_CHARACTERS_MAX)
      .optional()
      .meta({ description: 'Where the friend lives, orders to or connects from.' }),
  })
  .meta({
    description:
      'What is known of the friend besides. It is kept as a keyed hash and compared with the referrer’s and with earlier friends’.',
    examples: [{ device: 'c0ffee-42' }],
  });

export type Hints = z.output<typeof hintsField>;

export interface HashedHint {
  readonly kind: HintKind;
  readonly hash: Buffer;
}

/** Every hint once, whatever case and spaces it was typed with. */
export function hashHints(
  secret: Buffer,
  hints: readonly { readonly kind: HintKind; readonly value: string }[],
): readonly HashedHint[] {
  const byText = new Map<string, HashedHint>();
  for (const { kind, value } of hints) {
    const normal = value.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
    const hash = createHmac('sha256', secret).update(`${kind}/${normal}`).digest();
    byText.set(hash.toString('hex'), { kind, hash });
  }
  return [...byText.values()];
}

export function listHints(hints: Hints): readonly { readonly kind: HintKind; readonly value: string }[] {
  return HINT_KINDS.flatMap((kind) => {
    const value = hints[kind];
    return value === undefined ? [] : [{ kind, value }];
  });
}
