/** The first screen of the card: who it is, what they have by wallet and when it burns, the level and how far it is to the next. */
import {
  type Account,
  type CompiledProgram,
  formatDecimal,
  type Instant,
  progressAt,
  standingAt,
  type Standing,
} from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText, moneyAnswer, unitsAnswer } from '../../fields.ts';
import { findMemberAccount } from '../members/find-account.ts';
import { type Person, readPerson } from '../members/person.ts';
import { requireOrganization } from '../organizations/find.ts';
import { accountOrNew } from '../profiles/account-now.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { unitNameAnswer, unitNameSchema } from './names.ts';
import type { CardMember } from './sessions.ts';

/** Dates on which something burns that are told; one who has more knows the first of them. */
const EXPIRING_MAX = 12;

const walletSchema = z
  .strictObject({
    id: z.string(),
    name: unitNameSchema,
    decimals: z.int(),
    worth: moneyAnswer
      .nullable()
      .meta({ description: 'Minor money that one whole unit pays; null when it cannot pay.' }),
    available: unitsAnswer,
    pending: unitsAnswer,
    held: unitsAnswer,
    debt: unitsAnswer,
    expiring: z
      .array(z.strictObject({ units: unitsAnswer, at: momentAnswer }))
      .meta({ description: `What burns when, soonest first, at most ${EXPIRING_MAX} dates.` }),
  })
  .meta({ id: 'CardWallet' });

const nextSchema = z.strictObject({
  id: z.string(),
  name: wordsSchema,
  missing: z.string().nullable().meta({ description: 'Decimal text; null for levels by tasks.' }),
  missingMinor: z.int().nullable().meta({ description: 'The same in smallest parts: minor money where it is money.' }),
  share: z.number().min(0).max(1).nullable().meta({ description: 'How far it is from this level to the next.' }),
});

const levelSchema = z
  .strictObject({
    id: z.string(),
    name: wordsSchema,
    privileges: z.array(wordsSchema),
    until: momentAnswer.nullable(),
    by: z.enum(['money', 'units', 'count', 'tasks']).meta({ description: 'What levels are measured by.' }),
    next: nextSchema.nullable(),
  })
  .meta({ id: 'CardLevel' });

const programSchema = z
  .strictObject({
    programId: z.string(),
    name: wordsSchema,
    currency: z.string(),
    currencyDecimals: z.int(),
    timeZone: z.string(),
    wallets: z.array(walletSchema),
    level: levelSchema.nullable(),
    coupons: z.array(
      z.strictObject({
        id: z.string(),
        name: wordsSchema,
        available: z.int(),
        until: momentAnswer.nullable().meta({ description: 'When the first of them ends.' }),
      }),
    ),
  })
  .meta({ id: 'CardProgram' });

export const cardSchema = z
  .strictObject({
    member: z.strictObject({
      id: z.string(),
      name: z.string().nullable(),
      status: z.enum(['active', 'blocked']),
      language: z.enum(['ru', 'en']).nullable(),
      card: z.string().nullable().meta({ description: 'The number of a plastic card, if there is one.' }),
    }),
    shop: z.strictObject({ id: z.string(), name: z.string() }),
    programs: z.array(programSchema),
  })
  .meta({ id: 'Card' });

type CardAnswer = z.input<typeof cardSchema>;
type ProgramAnswer = z.input<typeof programSchema>;

/** Throws ApiError card_session_unknown for one who was forgotten this very moment. */
export async function readCard(deps: QuoteDeps, who: CardMember, now: Instant): Promise<CardAnswer> {
  const { organizationId, memberId } = who;
  const [shop, person, programIds] = await Promise.all([
    requireOrganization(deps.db, organizationId),
    readPerson(deps.db, organizationId, memberId),
    deps.programs.programIds(organizationId),
  ]);
  if (person === null) throw new ApiError('card_session_unknown');
  const programs = await Promise.all(programIds.map((programId) => readProgram(deps, who, { programId, now })));
  return { member: memberAnswer(person), shop: { id: shop.organizationId, name: shop.name }, programs };
}

function memberAnswer({ memberId, status, profile, identities }: Person): CardAnswer['member'] {
  return {
    id: memberId,
    name: profile.name ?? null,
    status,
    language: profile.language ?? null,
    card: identities.find(({ kind }) => kind === 'card')?.value ?? null,
  };
}

async function readProgram(
  deps: QuoteDeps,
  { organizationId, memberId }: CardMember,
  { programId, now }: { readonly programId: string; readonly now: Instant },
): Promise<ProgramAnswer> {
  const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
  const member = { kind: 'id', value: memberId } as const;
  const { accountId } = await findMemberAccount(deps, { organizationId, programId, member, now, blockedToo: true });
  const { account } = await accountOrNew(deps, { organizationId, accountId, programId, active, now });
  const { program } = active;
  const standing = standingAt(program, account, now);
  return {
    programId,
    name: wordsAnswer(program.name),
    currency: program.currency,
    currencyDecimals: program.currencyDecimals,
    timeZone: program.calendar.zone,
    wallets: walletsOf(program, account, { standing, now }),
    level: levelOf(program, standing.tier),
    coupons: couponsOf(program, account, now),
  };
}

function walletsOf(
  program: CompiledProgram,
  account: Account,
  { standing, now }: { readonly standing: Standing; readonly now: Instant },
): ProgramAnswer['wallets'] {
  const onCards = new Set([...program.coupons.values()].map(({ wallet }) => wallet));
  return [...program.wallets.values()].flatMap(({ id, name, decimals, worth }) => {
    const found = standing.wallets[id];
    if (found === undefined || onCards.has(id)) return [];
    const { available, pending, held, debt } = found;
    return [
      {
        id,
        name: unitNameAnswer(name),
        decimals,
        worth: worth === null ? null : worth * 10 ** decimals,
        available,
        pending,
        held,
        debt,
        expiring: expiringOf(account, id, now),
      },
    ];
  });
}

function expiringOf(
  { lots }: Account,
  wallet: string,
  now: Instant,
): { readonly units: number; readonly at: string }[] {
  const byDate = new Map<Instant, number>();
  for (const { wallet: owner, key, remaining } of lots)
    if (owner === wallet && key.to !== null && key.to > now) byDate.set(key.to, (byDate.get(key.to) ?? 0) + remaining);
  return [...byDate]
    .toSorted(([a], [b]) => a - b)
    .slice(0, EXPIRING_MAX)
    .map(([at, units]) => ({ units, at: momentText(at) }));
}

const MEASURES = {
  paid: 'money',
  total: 'money',
  amount: 'money',
  earned: 'units',
  count: 'count',
  quantity: 'count',
  data: 'count',
} as const;

function levelOf({ tiers, meters }: CompiledProgram, tier: Standing['tier']): ProgramAnswer['level'] {
  const level = tiers?.levels.find(({ id }) => id === tier?.level);
  if (tiers === null || tier === null || level === undefined) return null;
  const meter = tiers.meter === null ? undefined : meters.get(tiers.meter);
  const { until, measured, next } = tier;
  const coming = tiers.levels.find(({ id }) => id === next?.level);
  return {
    id: level.id,
    name: wordsAnswer(level.name),
    privileges: level.privileges.map(wordsAnswer),
    until: until === null ? null : momentText(until),
    by: meter === undefined ? 'tasks' : MEASURES[meter.add.type],
    next:
      next === null || coming === undefined
        ? null
        : {
            id: coming.id,
            name: wordsAnswer(coming.name),
            missing: meter === undefined ? null : formatDecimal(next.missing, meter.scale),
            missingMinor: meter === undefined ? null : next.missing,
            share: meter === undefined ? null : shareOf(measured, level.from, coming.from),
          },
  };
}

function shareOf(measured: number, from: number, to: number): number {
  return to <= from ? 0 : Math.min(1, Math.max(0, (measured - from) / (to - from)));
}

function couponsOf(program: CompiledProgram, account: Account, now: Instant): ProgramAnswer['coupons'] {
  return progressAt(program, account, now).coupons.flatMap(({ id, name, available, lots }) => {
    if (available === 0) return [];
    const [first] = lots
      .flatMap(({ from, until }) => (from === null && until !== null ? [until] : []))
      .toSorted((a, b) => a - b);
    return [{ id, name: wordsAnswer(name), available, until: first === undefined ? null : momentText(first) }];
  });
}
