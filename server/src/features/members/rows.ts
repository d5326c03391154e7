/** Members as lists show them: who, how to be reached, where each account stands, when they bought last. So many at once cost a handful of statements. */
import type { Instant, Standing } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText } from '../../fields.ts';
import type { Tx } from '../../kit/db.ts';
import type { Scope } from '../../route.ts';
import { balancesAnswer, balancesSchema, tierAnswer, tierSchema } from '../accounts/standing.ts';
import type { Identity } from './identity.ts';
import type { JoinDeps } from './join.ts';
import { masked } from './masked.ts';
import { listMembersById, listMembershipsOf, type MembershipOf } from './list-store.ts';
import { listIdentitiesOf } from './search-store.ts';
import { MEMBER_STATUSES, type StoredMember } from './store.ts';

export const memberRowSchema = z
  .strictObject({
    id: z.string(),
    name: z.string().nullable(),
    status: z.enum(MEMBER_STATUSES),
    createdAt: momentAnswer,
    phone: z.string().nullable(),
    email: z.string().nullable(),
    cards: z.array(z.string()),
    accounts: z.array(
      z.strictObject({
        programId: z.string(),
        accountId: z.string(),
        balances: balancesSchema,
        tier: tierSchema,
        lastPurchaseAt: momentAnswer.nullable(),
      }),
    ),
  })
  .meta({
    id: 'MemberRow',
    description:
      'With the scope `till` alone, phone, e-mail and cards are masked: "+7 ••• ••• 45-67", "a•••@example.com", "•••2345". That is enough to choose among those with the same last digits.',
  });

type MemberRow = z.input<typeof memberRowSchema>;

interface Asked {
  readonly organizationId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly now: Instant;
}

/** In the order of the ids; those who have been forgotten are left out. */
export async function memberRows(deps: JoinDeps, asked: Asked, memberIds: readonly string[]): Promise<MemberRow[]> {
  if (memberIds.length === 0) return [];
  const { organizationId, now } = asked;
  const { members, identities, memberships } = await deps.db.tenant(organizationId, (tx) => readAll(tx, memberIds));
  const accountIds = memberships.map(({ accountId }) => accountId);
  const [standings, purchases] = await Promise.all([
    deps.ledger.standings(organizationId, memberships, now),
    deps.ledger.lastPurchases(organizationId, accountIds),
  ]);
  const known = { identities, memberships, standings, purchases, isMasked: !asked.scopes.has('read') };
  return memberIds.flatMap((memberId) => {
    const member = members.get(memberId);
    return member === undefined ? [] : [rowOf(member, known)];
  });
}

async function readAll(tx: Tx, memberIds: readonly string[]) {
  const [members, identities, memberships] = await Promise.all([
    listMembersById(tx, memberIds),
    listIdentitiesOf(tx, memberIds),
    listMembershipsOf(tx, memberIds),
  ]);
  return { members: new Map(members.map((member) => [member.memberId, member])), identities, memberships };
}

interface Known {
  readonly identities: readonly (Identity & { readonly memberId: string })[];
  readonly memberships: readonly MembershipOf[];
  readonly standings: ReadonlyMap<string, Standing>;
  readonly purchases: ReadonlyMap<string, Instant>;
  readonly isMasked: boolean;
}

function rowOf({ memberId, status, createdAt, profile }: StoredMember, known: Known): MemberRow {
  const own = known.identities.filter((identity) => identity.memberId === memberId);
  const shown = (kind: Identity['kind']): string[] =>
    own
      .filter((identity) => identity.kind === kind)
      .map((identity) => (known.isMasked ? masked(identity) : identity.value));
  return {
    id: memberId,
    name: profile.name ?? null,
    status,
    createdAt: momentText(createdAt),
    phone: shown('phone')[0] ?? null,
    email: shown('email')[0] ?? null,
    cards: shown('card'),
    accounts: known.memberships
      .filter((membership) => membership.memberId === memberId)
      .flatMap(({ programId, accountId }) => {
        const standing = known.standings.get(accountId);
        const boughtAt = known.purchases.get(accountId);
        if (standing === undefined) return [];
        return [
          {
            programId,
            accountId,
            balances: balancesAnswer(standing),
            tier: tierAnswer(standing),
            lastPurchaseAt: boughtAt === undefined ? null : momentText(boughtAt),
          },
        ];
      }),
  };
}
