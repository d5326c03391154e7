/**
 * The catalogue as one account sees it: prices, what is left, and whether each reward can be taken now. That is asked of the
 * very decision that a redemption would get, with one look at the account, the stocks and the pools for all rewards together.
 */
import {
  type Account,
  type CompiledProgram,
  decide,
  explainRefusal,
  type Instant,
  quotaDemands,
  type Refusal,
  standingAt,
  stockKey,
  type Verdict,
  withQuotas,
} from '@kopilka/engine';
import { z } from 'zod';
import { moneyAnswer, unitsAnswer } from '../../fields.ts';
import { findMemberAccount } from '../members/find-account.ts';
import type { MemberName } from '../members/resolve.ts';
import { accountOrNew } from '../profiles/account-now.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { codesLeft } from './pool.ts';

type Reward = CompiledProgram['rewards'] extends ReadonlyMap<string, infer Value> ? Value : never;

export const rewardSchema = z
  .strictObject({
    id: z.string(),
    name: wordsSchema,
    about: wordsSchema.nullable(),
    price: z
      .strictObject({ wallet: z.string(), units: unitsAnswer })
      .nullable()
      .meta({ description: 'null when it costs no units.' }),
    pay: moneyAnswer.meta({ description: 'Minor money that the customer pays besides, at the till.' }),
    use: z.enum(['receipt', 'catalogue']).meta({
      description: 'receipt: applied in a purchase (`apply`); catalogue: redeemed by POST /v1/redemptions.',
    }),
    gift: z.string().nullable().meta({ description: 'The thing that is handed over, by its sku.' }),
    codes: z.boolean().meta({ description: 'It comes with a code of a pool.' }),
    left: z.int().nullable().meta({ description: 'How many there still are; null without bound.' }),
    available: z.enum(['yes', 'no', 'with_receipt']).nullable().meta({
      description:
        'For the member: can be taken now, or not; with_receipt: a quote of the receipt with `apply` will tell. null when no member is named.',
    }),
    why: z
      .strictObject({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        text: wordsSchema,
      })
      .nullable()
      .meta({ description: 'Why not, as a redemption would be refused now.' }),
  })
  .meta({ id: 'CatalogueReward' });

export const catalogueSchema = z
  .strictObject({
    programId: z.string(),
    accountId: z.string().nullable(),
    rewards: z.array(rewardSchema),
  })
  .meta({ id: 'Catalogue' });

export interface CatalogueQuestion {
  readonly organizationId: string;
  readonly programId: string | undefined;
  readonly member: MemberName | null;
  readonly now: Instant;
}

/** What all rewards are looked at by. */
interface View {
  readonly program: CompiledProgram;
  readonly now: Instant;
  /** null when no member is named. */
  readonly account: Account | null;
  readonly memberId: string | null;
  /** Taken so far of what accounts share, by key. */
  readonly spent: ReadonlyMap<string, number>;
  readonly codes: ReadonlyMap<string, number>;
}

/** Throws ApiError program_unknown, program_required, member_unknown or member_blocked. */
export async function readCatalogue(
  deps: QuoteDeps,
  { organizationId, programId: named, member, now }: CatalogueQuestion,
): Promise<z.input<typeof catalogueSchema>> {
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: named, at: now });
  const { program } = active;
  const owner = member === null ? null : await findMemberAccount(deps, { organizationId, programId, member, now });
  const rewardIds = [...program.rewards.values()].flatMap(({ id, codes }) => (codes ? [id] : []));
  const [known, spent, codes] = await Promise.all([
    owner === null ? null : accountOrNew(deps, { organizationId, accountId: owner.accountId, now, programId, active }),
    deps.ledger.quotas(organizationId, programId),
    codesLeft(deps.db, { organizationId, programId, rewardIds }),
  ]);
  const view = { program, now, account: known?.account ?? null, memberId: owner?.memberId ?? null, spent, codes };
  const rewards = [...program.rewards.values()].map((reward) => rewardAnswer(view, reward));
  return { programId, accountId: owner?.accountId ?? null, rewards };
}

function rewardAnswer(view: View, reward: Reward): z.input<typeof rewardSchema> {
  const { id, name, about, price, pay, use, codes, rule } = reward;
  return {
    id,
    name: wordsAnswer(name),
    about: (about.ru ?? about.en ?? '') === '' ? null : wordsAnswer(about),
    price: price === null ? null : { wallet: price.wallet, units: price.units },
    pay,
    use,
    gift: rule.effects.gift?.sku ?? null,
    codes,
    left: leftOf(view, reward),
    ...availability(view, reward),
  };
}

function leftOf({ spent, codes }: View, { id, stock, codes: hasCodes }: Reward): number | null {
  const inStock = stock === null ? null : Math.max(0, stock - (spent.get(stockKey(id)) ?? 0));
  const inPool = hasCodes ? (codes.get(id) ?? 0) : null;
  if (inStock === null || inPool === null) return inStock ?? inPool;
  return Math.min(inStock, inPool);
}

type Availability = Pick<z.input<typeof rewardSchema>, 'available' | 'why'>;

function availability(view: View, reward: Reward): Availability {
  const { account, program } = view;
  if (account === null) return { available: null, why: null };
  const refusal = refusalOf(view, account, reward);
  if (refusal === null) return { available: reward.use === 'receipt' ? 'with_receipt' : 'yes', why: null };
  const { code, params } = refusal;
  const { ru, en } = explainRefusal(refusal, program);
  return { available: 'no', why: { code, params, text: { ru, en } } };
}

function refusalOf(view: View, account: Account, reward: Reward): Refusal | null {
  if (leftOf(view, reward) === 0)
    return { type: 'refused', code: 'reward_out_of_stock', params: { reward: reward.id } };
  const verdict = verdictOn(view, account, reward);
  if (verdict.type !== 'refused') return null;
  // What a receipt uses cannot be redeemed by itself, but what it costs is known.
  return verdict.code === 'reward_not_here' ? priceRefusal(account, reward, verdict, view) : verdict;
}

function verdictOn({ program, now, memberId, spent }: View, account: Account, reward: Reward): Verdict {
  const event = {
    type: 'redeem',
    at: now,
    reward: reward.id,
    quantity: 1,
    ...(memberId === null || !program.keeps.member ? {} : { member: memberId }),
  } as const;
  const offers = quotaDemands(program, event).map(
    ({ key, limit }) => [key, Math.max(0, limit - (spent.get(key) ?? 0))] as const,
  );
  return decide(program, account, withQuotas(event, Object.fromEntries(offers)), '');
}

function priceRefusal(account: Account, { price }: Reward, not: Refusal, { program, now }: View): Refusal | null {
  if (price === null) return null;
  const standing = standingAt(program, account, now).wallets[price.wallet];
  const available = standing?.available ?? 0;
  if (price.units <= available) return null;
  return { ...not, code: 'units_insufficient', params: { wallet: price.wallet, asked: price.units, available } };
}
