/** A member as answers tell it: identities, profile, and where each account stands. */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText } from '../../fields.ts';
import type { Caller } from '../../route.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import { type Identity, IDENTITY_KINDS } from './identity.ts';
import { type JoinDeps, openAccounts } from './join.ts';
import { masked } from './masked.ts';
import { profileSchema } from './profile.ts';
import {
  findMember,
  listMemberIdentities,
  listMemberships,
  MEMBER_STATUSES,
  type Membership,
  type StoredMember,
} from './store.ts';

const accountSchema = z
  .strictObject({
    programId: z.string(),
    accountId: z.string(),
    joinedAt: momentAnswer,
    balances: balancesSchema,
    tier: tierSchema,
  })
  .meta({ id: 'MemberAccount' });

export const memberSchema = z
  .strictObject({
    id: z.string(),
    status: z.enum(MEMBER_STATUSES),
    createdAt: momentAnswer,
    identities: z
      .strictObject({
        phone: z.string().optional(),
        email: z.string().optional(),
        card: z.string().optional(),
        external: z.string().optional(),
      })
      .meta({
        description:
          'Without the scope `read`, as tills are, phone, e-mail and card are masked: "+7 ••• ••• 45-67", "a•••@example.com", "•••2345".',
      }),
    profile: profileSchema,
    accounts: z.array(accountSchema),
  })
  .meta({ id: 'Member' });

export type MemberAnswer = z.input<typeof memberSchema>;

/** The member as whoever asks may see them: without the scope `read` enough to compare with what the customer says. */
export function shownTo({ scopes }: Pick<Caller, 'scopes'>, member: MemberAnswer): MemberAnswer {
  if (scopes.has('read')) return member;
  const identities: MemberAnswer['identities'] = {};
  for (const kind of IDENTITY_KINDS) {
    const value = member.identities[kind];
    if (value !== undefined) identities[kind] = masked({ kind, value });
  }
  return { ...member, identities };
}

/** Throws ApiError member_unknown. */
export async function readMember(
  deps: JoinDeps,
  {
    organizationId,
    memberId,
    now,
  }: { readonly organizationId: string; readonly memberId: string; readonly now: Instant },
): Promise<MemberAnswer> {
  const found = await deps.db.tenant(organizationId, async (tx) => ({
    member: await findMember(tx, memberId),
    identities: await listMemberIdentities(tx, memberId),
    memberships: await listMemberships(tx, memberId),
  }));
  if (found.member === null) throw new ApiError('member_unknown');
  const accounts = await Promise.all(
    found.memberships.map((membership) => accountAnswer(deps, { organizationId, membership, now })),
  );
  return memberAnswer({ member: found.member, identities: found.identities, accounts });
}

async function accountAnswer(
  deps: JoinDeps,
  {
    organizationId,
    membership,
    now,
  }: { readonly organizationId: string; readonly membership: Membership; readonly now: Instant },
): Promise<z.input<typeof accountSchema>> {
  const { programId, accountId, joinedAt } = membership;
  let standing = await deps.ledger.standing(organizationId, accountId, now);
  if (standing === null) {
    await openAccounts(deps, { organizationId, memberships: [membership], now });
    standing = await deps.ledger.standing(organizationId, accountId, now);
  }
  if (standing === null) throw new Error(`account ${accountId} cannot be opened`);
  return {
    programId,
    accountId,
    joinedAt: momentText(joinedAt),
    balances: balancesAnswer(standing),
    tier: tierAnswer(standing),
  };
}

function memberAnswer({
  member,
  identities,
  accounts,
}: {
  readonly member: StoredMember;
  readonly identities: readonly Identity[];
  readonly accounts: z.input<typeof accountSchema>[];
}): MemberAnswer {
  const { memberId, status, createdAt, profile } = member;
  const known: MemberAnswer['identities'] = {};
  for (const { kind, value } of identities) known[kind] = value;
  return { id: memberId, status, createdAt: momentText(createdAt), identities: known, profile, accounts };
}
