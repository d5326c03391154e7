/** How a question in an address names a member: by id, or by one of the identities. */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { programIdField, uuidField } from '../../fields.ts';
import { identityFields } from '../members/identity.ts';
import type { MemberName } from '../members/resolve.ts';

const NAMES = ['member', 'phone', 'email', 'card', 'external'] as const;

export const memberQueryFields = {
  programId: programIdField.optional(),
  member: uuidField.optional().meta({ description: 'The member’s id.' }),
  phone: identityFields.phone.optional(),
  email: identityFields.email.optional(),
  card: identityFields.card.optional(),
  external: identityFields.external.optional(),
};

type Named = Readonly<Partial<Record<(typeof NAMES)[number], string | undefined>>>;

/** For queries that ask for more besides. */
export const namesOneMember = [
  (given: Named): boolean => namesIn(given).length === 1,
  `name the member by exactly one of ${NAMES.join(', ')}`,
] as const;

/** At most one member. */
export const maybeMemberQuery = z
  .strictObject(memberQueryFields)
  .refine((given) => namesIn(given).length <= 1, `name the member by one of ${NAMES.join(', ')}`);

/** Exactly one member. */
export const memberQuery = z.strictObject(memberQueryFields).refine(...namesOneMember);

export function memberIn(given: Named): MemberName | null {
  const [name] = namesIn(given);
  const value = name === undefined ? undefined : given[name];
  if (name === undefined || value === undefined) return null;
  return { kind: name === 'member' ? 'id' : name, value };
}

/** Throws ApiError member_required. */
export function memberOf(given: Named): MemberName {
  const member = memberIn(given);
  if (member === null) throw new ApiError('member_required');
  return member;
}

function namesIn(given: Named): readonly (typeof NAMES)[number][] {
  return NAMES.filter((name) => given[name] !== undefined);
}
