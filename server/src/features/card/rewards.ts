/** Rewards as a member sees, takes and has taken them. */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import { z } from 'zod';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { redemptionAnswer, redemptionStatusSchema } from '../redemptions/answer.ts';
import { listRedemptions } from '../redemptions/find.ts';
import { redeem } from '../redemptions/redeem.ts';
import { readCatalogue, rewardSchema } from '../rewards/catalogue.ts';
import { unitOf, unitSchema } from './names.ts';
import { ownAccount, ownOpenAccount } from './own-account.ts';
import type { CardMember } from './sessions.ts';

const wallet = unitSchema.nullable().meta({ description: 'Of the price.' });

export const cardRewardsSchema = z
  .strictObject({
    programId: z.string(),
    currency: z.string(),
    currencyDecimals: z.int(),
    rewards: z.array(z.strictObject({ ...rewardSchema.shape, wallet })),
  })
  .meta({ id: 'CardRewards' });

const { accountId: _account, ...takenFields } = redemptionStatusSchema.shape;

export const takenSchema = z.strictObject({ ...takenFields, name: wordsSchema, wallet }).meta({ id: 'CardRedemption' });

type Taken = z.input<typeof takenSchema>;

interface Wanted {
  readonly programId: string | undefined;
  readonly now: Instant;
}

/** Throws ApiError program_unknown, program_required or card_blocked. */
export async function readCardRewards(
  deps: QuoteDeps,
  who: CardMember,
  wanted: Wanted,
): Promise<z.input<typeof cardRewardsSchema>> {
  const { organizationId, memberId } = who;
  const { programId, active } = await ownOpenAccount(deps, who, wanted);
  const member = { kind: 'id', value: memberId } as const;
  const { rewards } = await readCatalogue(deps, { organizationId, programId, member, now: wanted.now });
  const { program } = active;
  return {
    programId,
    currency: program.currency,
    currencyDecimals: program.currencyDecimals,
    rewards: rewards.map((reward) => ({ ...reward, wallet: priceUnit(program, reward.price) })),
  };
}

/** Throws ApiError with the code of a refusal. */
export async function takeReward(
  deps: QuoteDeps,
  who: CardMember,
  wanted: Wanted & { readonly rewardId: string; readonly quantity: number; readonly idempotencyKey: string | null },
): Promise<{ readonly taken: Taken; readonly repeated: boolean }> {
  const { organizationId, memberId } = who;
  const { idempotencyKey } = wanted;
  const { programId } = await ownOpenAccount(deps, who, wanted);
  const { operation, program, answer, repeated } = await redeem(deps, {
    organizationId,
    member: { kind: 'id', value: memberId },
    programId,
    rewardId: wanted.rewardId,
    quantity: wanted.quantity,
    number: null,
    // Whatever key a device makes up, it is nobody else's.
    idempotencyKey: idempotencyKey === null ? null : `card ${memberId} ${idempotencyKey}`,
    now: wanted.now,
  });
  const { id, at, rewardId, quantity, price, pay, code, until, gifts, status } = redemptionAnswer(
    operation,
    program,
    answer,
  );
  const what = { id, at, rewardId, quantity, price, pay, code, until, gifts, status, closed: null };
  return { taken: named(program, what), repeated };
}

/** Newest first. Throws ApiError program_unknown or program_required. */
export async function listTaken(
  deps: QuoteDeps,
  who: CardMember,
  wanted: Wanted & { readonly before: readonly number[]; readonly limit: number },
): Promise<{ readonly taken: Taken[]; readonly next: readonly number[] | null }> {
  const { before, limit, now } = wanted;
  const { programId, active, accountId } = await ownAccount(deps, who, wanted);
  const { organizationId } = who;
  const { redemptions, next } = await listRedemptions(deps, {
    organizationId,
    programId,
    accountId,
    before,
    limit,
    now,
  });
  const taken = redemptions.map(({ accountId: _accountId, ...one }) => named(active.program, one));
  return { taken, next };
}

/** By the program of today: what was renamed is called by its new name. */
function named(program: CompiledProgram, one: Omit<Taken, 'name' | 'wallet'>): Taken {
  const reward = program.rewards.get(one.rewardId);
  const name = reward === undefined ? { ru: one.rewardId, en: one.rewardId } : wordsAnswer(reward.name);
  return { ...one, name, wallet: priceUnit(program, one.price) };
}

function priceUnit(program: CompiledProgram, price: { readonly wallet: string } | null): Taken['wallet'] {
  return price === null ? null : unitOf(program, price.wallet);
}
