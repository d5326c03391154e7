/**
 * What members are known by. Every identity has one spelling, so that it is found however it was typed: phones become
 * E.164, e-mails lower case. (libphonenumber-js was considered and refused: 13 MB to judge lengths of national numbers,
 * and a till must not be told that a customer's new number does not exist.)
 */
import { z } from 'zod';
import { label } from '../../fields.ts';
import { hash } from 'node:crypto';

export const IDENTITY_KINDS = ['card', 'email', 'external', 'phone'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

export interface Identity {
  readonly kind: IdentityKind;
  /** In its one spelling. */
  readonly value: string;
}

const phone = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const found = normalPhone(typed);
    if (found !== null) return found;
    context.addIssue({
      code: 'custom',
      message: 'must be a phone number with its country, such as +79991234567',
      input: typed,
    });
    return z.NEVER;
  })
  .meta({
    description: 'With its country; Russian numbers may begin with 8 or 7. Kept as E.164.',
    examples: ['+79991234567'],
  });

const email = z
  .email()
  .max(254)
  .transform((typed) => typed.toLowerCase())
  .meta({ examples: ['anna@example.com'] });

export const identityFields = {
  phone,
  email,
  card: label(64).meta({ description: 'Number of a plastic card or what its code says.', examples: ['2000000012345'] }),
  external: label(128).meta({ description: 'The member’s id in another system.', examples: ['crm-1742'] }),
} as const;

/** E.164, or null. A leading space is a plus that a query string has eaten. */
export function normalPhone(typed: string): string | null {
  const digits = typed.replace(/^ /, '+').replace(/[\s().-]/g, '');
  if (/^[78]\d{10}$/.test(digits)) return `+7${digits.slice(1)}`;
  if (!/^\+[1-9]\d{7,14}$/.test(digits)) return null;
  return digits.startsWith('+7') && digits.length !== 12 ? null : digits;
}

/** Which part of the identities table it lives in. */
export function bucketOf(identity: Identity): number {
  return hash('sha256', identity.kind + identity.value, 'buffer')[0] ?? 0;
}

/** Those that were given, in one order, so that two requests never wait for each other crosswise. */
export function listIdentities(
  given: Readonly<Partial<Record<IdentityKind, string | null | undefined>>>,
): readonly Identity[] {
  return IDENTITY_KINDS.flatMap((kind) => {
    const value = given[kind];
    return value === undefined || value === null ? [] : [{ kind, value }];
  });
}
