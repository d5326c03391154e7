/** A member as the till needs them for its first screen, with two journeys to the database that go at once. */
import { type CompiledProgram, type Instant, nextOn, progressAt, standingAt } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { momentText } from '../../fields.ts';
import type { ActiveProgram } from '../../ledger/program-source.ts';
import { balancesAnswer } from '../accounts/standing.ts';
import { spendingAllowed } from '../families/rights.ts';
import type { MemberAccount, MemberDeps } from '../members/find-account.ts';
import { masked } from '../members/masked.ts';
import { readPerson } from '../members/person-at-till.ts';
import { accountOrNew } from '../profiles/account-now.ts';
import { wordsAnswer } from '../profiles/words.ts';
import type { KnownMember } from './schema.ts';

export interface WantedMember extends MemberAccount {
  readonly organizationId: string;
  readonly programId: string;
  readonly active: ActiveProgram;
  readonly now: Instant;
}

/** How long before a birthday the till is told of it. */
const BIRTHDAY_DAYS_AHEAD = 14;
const DAY_MS = 86_400_000;
const MONEY_METERS: ReadonlySet<string> = new Set(['paid', 'total']);

/** Throws ApiError member_unknown. */
export async function readKnownMember(deps: MemberDeps, wanted: WantedMember): Promise<KnownMember> {
  const { organizationId, memberId, accountId, programId, active, now } = wanted;
  const { program } = active;
  const [person, { account }, maySpend] = await Promise.all([
    readPerson(deps.db, organizationId, memberId),
    accountOrNew(deps, { organizationId, accountId, programId, active, now }),
    spendingAllowed(deps, { organizationId, memberId, accountId }),
  ]);
  if (person === null) throw new ApiError('member_unknown');
  const { status, profile, phone } = person;
  const standing = standingAt(program, account, now);
  const onCards = new Set([...program.coupons.values()].map(({ wallet }) => wallet));
  return {
    id: memberId,
    status,
    name: profile.name ?? null,
    phone: phone === null ? null : masked({ kind: 'phone', value: phone }),
    programId,
    accountId,
    maySpend,
    balances: Object.fromEntries(Object.entries(balancesAnswer(standing)).filter(([wallet]) => !onCards.has(wallet))),
    tier: levelInWords(program, standing.tier),
    coupons: progressAt(program, account, now).coupons.flatMap(({ id, name, available, lots }) => {
      const ends = lots
        .flatMap(({ from, until }) => (from === null && until !== null ? [until] : []))
        .toSorted(byNumber);
      const [first] = ends;
      const until = first === undefined ? null : momentText(first);
      return available > 0 ? [{ id, name: wordsAnswer(name), available, until }] : [];
    }),
    birthday: birthdayNear(program, profile.birthday, now),
  };
}

function levelInWords(
  { tiers, meters }: CompiledProgram,
  tier: ReturnType<typeof standingAt>['tier'],
): KnownMember['tier'] {
  if (tiers === null || tier === null) return null;
  const nameOf = (level: string): ReturnType<typeof wordsAnswer> =>
    wordsAnswer(tiers.levels.find(({ id }) => id === level)?.name ?? {});
  const meter = tiers.meter === null ? undefined : meters.get(tiers.meter);
  const { level, until, next } = tier;
  return {
    level,
    name: nameOf(level),
    until: until === null ? null : momentText(until),
    next:
      next === null || meter === undefined
        ? null
        : { level: next.level, name: nameOf(next.level), missing: next.missing },
    measure: meter === undefined ? null : { isMoney: MONEY_METERS.has(meter.add.type), scale: meter.scale },
  };
}

function birthdayNear(program: CompiledProgram, birthday: string | undefined, now: Instant): KnownMember['birthday'] {
  const isKnown =
    program.rulesOn.has('birthday') || [...program.rewards.values()].some((reward) => reward.birthday !== null);
  if (birthday === undefined || !isKnown) return null;
  const { calendar } = program;
  const today = calendar.dayOf(now);
  const yesterday = calendar.minus(today, { years: 0, months: 0, days: 1 });
  const next = nextOn(calendar, birthday.slice('yyyy-'.length), yesterday);
  const inDays = Math.round((Date.parse(next) - Date.parse(today)) / DAY_MS);
  return inDays <= BIRTHDAY_DAYS_AHEAD ? { inDays } : null;
}

function byNumber(a: number, b: number): number {
  return a - b;
}
