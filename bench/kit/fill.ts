/**
 * Members by the hundred thousand, straight into the tables: each with a card and an account that has not lived yet, and where people are
 * asked for with a name and a phone. Only those are left to the job that makes members searchable: it would be in the way of other measurements.
 */
import pg from 'pg';
import { bucketOf } from '../../server/src/features/members/identity.ts';
import { newMemberId } from '../../server/src/features/members/ids.ts';
import { newAccountId, shardOf } from '../../server/src/ledger/ids.ts';

const PAGE = 10_000;

export interface BenchPerson {
  readonly name: string;
  /** E.164. */
  readonly phone: string;
}

/** Members `from` to `to`, with cards of that number; answers their ids. */
export async function fillMembers(
  databaseUrl: string,
  organizationId: string,
  {
    from,
    to,
    people,
  }: { readonly from: number; readonly to: number; readonly people?: (number: number) => BenchPerson },
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c kopilka.scope=system' });
  await client.connect();
  const all: string[] = [];
  for (let start = from; start < to; start += PAGE) {
    const numbers = Array.from({ length: Math.min(PAGE, to - start) }, (_, index) => start + index);
    const cards = numbers.map(cardOf);
    const members = numbers.map(() => newMemberId(Date.now()));
    const accounts = numbers.map(() => newAccountId(Date.now()));
    const known = numbers.map((number) => people?.(number) ?? null);
    await client.query(
      `with wanted as (
        select * from unnest(
          $2::uuid[], $3::int2[], $4::uuid[], $5::int2[], $6::text[], $7::int2[], $8::jsonb[], $9::text[], $10::int2[]
        ) as x (member_id, member_shard, account_id, account_shard, card, bucket, profile, phone, phone_bucket)
      ), people as (
        insert into members (shard, member_id, organization_id, status, profile, created_at, updated_at, searched_at)
        select member_shard, member_id, $1, 'active', profile, now(), now(), case when phone is null then now() end
        from wanted
      ), cards as (
        insert into identities (bucket, organization_id, kind, value, member_id)
        select bucket, $1, 'card', card, member_id from wanted
        union all
        select phone_bucket, $1, 'phone', phone, member_id from wanted where phone is not null
      ), places as (
        insert into memberships (shard, member_id, program_id, organization_id, account_id, joined_at)
        select member_shard, member_id, 'bench', $1, account_id, now() from wanted
      )
      insert into accounts (shard, account_id, organization_id, program_id, version, tier, grants, sums, debts, opened_at)
      select account_shard, account_id, $1, 'bench', 0, '', '[]', '{}', '{}', now() from wanted`,
      [
        organizationId,
        members,
        members.map(shardOf),
        accounts,
        accounts.map(shardOf),
        cards,
        cards.map((value) => bucketOf({ kind: 'card', value })),
        known.map((person) => JSON.stringify({ v: 1, ...(person === null ? {} : { name: person.name }) })),
        known.map((person) => person?.phone ?? null),
        known.map((person) => (person === null ? null : bucketOf({ kind: 'phone', value: person.phone }))),
      ],
    );
    all.push(...members);
  }
  await client.query('vacuum analyze members, identities, memberships, accounts').catch(() => undefined);
  await client.end();
  return all;
}

export function cardOf(number: number): string {
  return `card-${number}`;
}
