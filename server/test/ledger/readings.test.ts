// An account read together with its member is the account as the ledger reads it, and quotes come out the same either way.
import { instant, units, type Instant } from '@kopilka/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bucketOf } from '../../src/features/members/identity.ts';
import { newMemberId } from '../../src/features/members/ids.ts';
import { createMemberResolver, type MemberName, type ResolveMember } from '../../src/features/members/resolve.ts';
import { sql } from '../../src/kit/sql.ts';
import { homesOf } from '../../src/ledger/homes.ts';
import { shardOf } from '../../src/ledger/ids.ts';
import type { QuoteResult } from '../../src/ledger/ledger.ts';
import { loadAccounts } from '../../src/ledger/load.ts';
import { readingWanted, type Reading } from '../../src/ledger/reading.ts';
import { done, now, purchase, setStage, type Stage } from './stage.ts';

const DAY_MS = 86_400_000;
const OTHER_ORGANIZATION = '00000000-0000-4000-8000-000000000001';
/** What a careless text of an array would break on. */
const CARDS = ['4000', 'null', '{a,b}', 'back\\slash', 'quo"te', 'пробел и, запятая', '(x)'];

interface Person {
  readonly memberId: string;
  readonly accountId: string;
  readonly card: string;
}

let stage: Stage;
let resolve: ResolveMember;
let isCluster: boolean;
let people: readonly Person[];

beforeAll(async () => {
  stage = await setStage({ accounts: CARDS.length + 2 });
  const { db } = stage.database;
  resolve = createMemberResolver(db);
  isCluster = (await homesOf(db.system)).length > 0;
  people = await Promise.all(
    CARDS.map(async (card, index) => {
      const person = { memberId: newMemberId(Date.now()), accountId: account(index), card };
      await join(person, 'active');
      return person;
    }),
  );
  // Different pasts: lots, days that leave the window of the levels, a reservation. The last one's account has not lived.
  await Promise.all(
    people.slice(0, -1).map(async ({ accountId }, index) => {
      for (const daysAgo of [364, 363 - index, 200, 1]) {
        const at = daysBefore(daysAgo);
        done(await stage.post(accountId, purchase([400_000 + index, 12_345], { at })));
      }
    }),
  );
  const [first] = people;
  if (first === undefined) throw new Error('nobody is here');
  const paid = purchase([20_000], { pay: units(5) });
  const until = instant(Date.now() + 900_000);
  if (paid.type !== 'purchase') throw new Error('a purchase is none');
  done(await stage.post(first.accountId, (checkout) => ({ ...paid, type: 'hold', checkout, until })));
});

afterAll(() => stage.close());

function account(index: number): string {
  const id = stage.accounts[index];
  if (id === undefined) throw new Error('the stage has too few accounts');
  return id;
}

function daysBefore(days: number): Instant {
  return instant(Date.now() - days * DAY_MS);
}

async function join(
  { memberId, accountId, card }: Person,
  status: 'active' | 'blocked' | 'forgotten',
  organizationId = stage.organizationId,
): Promise<void> {
  const { system } = stage.database.db;
  await system.query(sql`
    insert into members (shard, member_id, organization_id, status, profile, created_at, updated_at)
    values (${shardOf(memberId)}, ${memberId}, ${organizationId}, ${status}, '{"v": 1}', now(), now())`);
  await system.query(sql`
    insert into identities (bucket, organization_id, kind, value, member_id)
    values (${bucketOf({ kind: 'card', value: card })}, ${organizationId}, 'card', ${card}, ${memberId})`);
  await system.query(sql`
    insert into memberships (shard, member_id, program_id, organization_id, account_id, joined_at)
    values (${shardOf(memberId)}, ${memberId}, 'cashback', ${organizationId}, ${accountId}, now())`);
}

function asked(member: MemberName, at: Instant): ReturnType<ResolveMember> {
  const { organizationId, programs } = stage;
  const timeline = programs.timeline(organizationId, 'cashback');
  if (timeline === null || timeline instanceof Promise) throw new Error('the program is not at hand');
  return resolve({ organizationId, programId: 'cashback', member, read: readingWanted(timeline.at(at).program, at) });
}

function quote(accountId: string, at: Instant, reading?: Reading): Promise<QuoteResult> {
  const event = purchase([100_000], { at });
  const { organizationId, ledger } = stage;
  return ledger.quote({ organizationId, programId: 'cashback', accountId, now: now(), history: false, event, reading });
}

test('members by card and by id, many at once and of different days, come with the accounts that the ledger reads', async () => {
  const days = [now(), daysBefore(-1), daysBefore(-300), daysBefore(-400)];
  const wanted = people.flatMap((person) =>
    days.flatMap((at) =>
      (
        [
          { kind: 'card', value: person.card },
          { kind: 'id', value: person.memberId },
        ] as const
      ).map((member) => ({ person, at, member })),
    ),
  );
  const found = await Promise.all(wanted.map(({ member, at }) => asked(member, at)));
  const { system } = stage.database.db;
  for (const [index, { person, at }] of wanted.entries()) {
    const answer = found[index];
    expect(answer).toMatchObject({ memberId: person.memberId, accountId: person.accountId, status: 'active' });
    // On a cluster names and accounts live on different nodes, and nothing is read by the way.
    expect(answer?.reading === undefined).toBe(isCluster);
    if (answer?.reading === undefined) continue;
    const { wanted: read, loaded } = answer.reading;
    const request = { accountId: person.accountId, ...read, checkouts: [], isWhole: false };
    expect(loaded).toEqual((await loadAccounts(system, [], [request])).get(person.accountId));
    expect(await quote(person.accountId, at, answer.reading)).toEqual(await quote(person.accountId, at));
  }
  const held = found.flatMap((answer) => answer?.reading?.loaded.account.checkouts ?? []);
  const lots = found.flatMap((answer) => answer?.reading?.loaded.account.lots ?? []);
  const leaving = found.flatMap((answer) => [...(answer?.reading?.loaded.account.days ?? [])]);
  expect([held, lots, leaving].map(({ length }) => length > 0)).toEqual(
    isCluster ? [false, false, false] : [true, true, true],
  );
});

test('who is blocked says so, who is forgotten, unknown or of another organization is nobody', async () => {
  const blocked = { memberId: newMemberId(Date.now()), accountId: account(CARDS.length), card: 'blocked' };
  const gone = { memberId: newMemberId(Date.now()), accountId: account(CARDS.length + 1), card: 'gone' };
  const stranger = { memberId: newMemberId(Date.now()), accountId: account(0), card: 'stranger' };
  await join(blocked, 'blocked');
  await join(gone, 'forgotten');
  await join(stranger, 'active', OTHER_ORGANIZATION);
  const ask = ({ memberId, card }: Person): Promise<unknown> =>
    Promise.all([asked({ kind: 'card', value: card }, now()), asked({ kind: 'id', value: memberId }, now())]);
  const expected = { status: 'blocked', memberId: blocked.memberId, accountId: blocked.accountId };
  expect(await ask(blocked)).toMatchObject([expected, expected]);
  expect(
    await Promise.all([gone, stranger, { ...blocked, memberId: newMemberId(0), card: 'nobody' }].map(ask)),
  ).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
});

test('a membership whose account is not open yet names it, and there is nothing to read', async () => {
  const early = { memberId: newMemberId(Date.now()), accountId: newMemberId(Date.now()), card: 'early' };
  await join(early, 'active');
  const answer = await asked({ kind: 'card', value: early.card }, now());
  expect(answer).toEqual({ memberId: early.memberId, accountId: early.accountId, status: 'active' });
  expect(await quote(early.accountId, now())).toEqual({ type: 'account_unknown' });
});

test('a reading of another moment or account is not used', async () => {
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error('nobody is here');
  const at = now();
  const later = daysBefore(-400);
  const other = await asked({ kind: 'id', value: second.memberId }, at);
  const old = await asked({ kind: 'id', value: first.memberId }, at);
  expect(await quote(first.accountId, at, other?.reading)).toEqual(await quote(first.accountId, at));
  expect(await quote(first.accountId, later, old?.reading)).toEqual(await quote(first.accountId, later));
});

test('quotes of one account for different days, asked at once, are what each is alone', async () => {
  const [first] = people;
  if (first === undefined) throw new Error('nobody is here');
  const days = [now(), daysBefore(-300), daysBefore(-2), daysBefore(-400)];
  const alone: QuoteResult[] = [];
  for (const at of days) alone.push(await quote(first.accountId, at));
  expect(new Set(alone.map((result) => JSON.stringify(result))).size).toBe(days.length);
  expect(await Promise.all(days.map((at) => quote(first.accountId, at)))).toEqual(alone);
  expect(await Promise.all(days.toReversed().map((at) => quote(first.accountId, at)))).toEqual(alone.toReversed());
});
