/** How far an account has come, as answers tell it. Values of meters are decimal text, because they may be money or kilograms. */
import { type CompiledProgram, formatDecimal, type OpenItem, type Progress } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, unitsAnswer } from '../../fields.ts';
import { choiceAnswer, choiceSchema } from '../choices/answer.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';

const moment = momentAnswer.nullable();
const named = { id: z.string(), name: wordsSchema };
const window = {
  from: moment.meta({ description: 'When the current window began; null for ever.' }),
  until: moment.meta({ description: 'When it ends; null for ever.' }),
};

const challengeSchema = z
  .strictObject({
    ...named,
    value: z.string().meta({ description: 'Counted in the window, as decimal text.', examples: ['3'] }),
    target: z.string(),
    missing: z
      .string()
      .nullable()
      .meta({ description: 'Up to the next time; null when it is reached for this window.' }),
    reached: z.int().meta({ description: 'How often, in the window.' }),
    repeat: z.boolean(),
    open: z.boolean().meta({ description: 'Whether its dates let it be reached now.' }),
    ...window,
  })
  .meta({ id: 'ChallengeProgress' });

const streakSchema = z
  .strictObject({
    ...named,
    length: z.int().meta({ description: 'Periods in a row so far.' }),
    target: z.int(),
    every: z.enum(['day', 'week', 'month']),
    counted: z.boolean().meta({ description: 'This period is counted already.' }),
    ...window,
  })
  .meta({ id: 'StreakProgress' });

const badgeSchema = z
  .strictObject({ ...named, about: wordsSchema.nullable(), times: z.int() })
  .meta({ id: 'BadgeProgress' });

const couponSchema = z
  .strictObject({
    ...named,
    available: unitsAnswer.meta({ description: 'How many can be used now.' }),
    lots: z.array(
      z.strictObject({
        units: unitsAnswer,
        from: moment.meta({ description: 'null: can be used now.' }),
        until: moment,
      }),
    ),
  })
  .meta({ id: 'CouponsOnCard' });

const openSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('redemption'),
      id: z.string(),
      rewardId: z.string(),
      name: wordsSchema.nullable(),
      quantity: z.int(),
      code: z.string().nullable(),
      wallet: z.string().nullable(),
      units: unitsAnswer,
      until: moment.meta({ description: 'When it cancels itself; null never.' }),
    }),
    z.strictObject({ type: z.literal('payout'), operationId: z.string(), wallet: z.string(), units: unitsAnswer }),
    z.strictObject({
      type: z.literal('expected'),
      operationId: z.string().meta({ description: 'Confirm it by this.' }),
      partner: z.string().nullable(),
      units: z.array(z.strictObject({ rule: z.string(), wallet: z.string(), units: unitsAnswer })),
    }),
  ])
  .meta({ id: 'OpenItem' });

const keepingSchema = z
  .strictObject({
    level: z.string(),
    until: momentAnswer.meta({ description: 'When the level ends unless it is earned anew.' }),
    from: momentAnswer.meta({ description: 'From when on purchases count for that: now, or when the period begins.' }),
    missing: z.string().meta({ description: 'How much more until then, as decimal text; 0 when it is kept already.' }),
  })
  .meta({ id: 'Keeping', description: 'What it takes to keep the level.' });

export const progressSchema = z
  .strictObject({
    accountId: z.string(),
    programId: z.string(),
    keeping: keepingSchema
      .nullable()
      .meta({ description: 'null for the first level, one that stays for ever, and levels by tasks.' }),
    challenges: z.array(challengeSchema),
    streaks: z.array(streakSchema),
    badges: z.array(badgeSchema),
    choices: z.array(choiceSchema),
    coupons: z.array(couponSchema),
    open: z.array(openSchema).meta({ description: 'What is not finished, oldest first.' }),
  })
  .meta({ id: 'Progress' });

type ProgressAnswer = Omit<z.input<typeof progressSchema>, 'accountId' | 'programId'>;

export function progressAnswer(progress: Progress, program: CompiledProgram): ProgressAnswer {
  return {
    keeping: keepingAnswer(progress.keeping, program),
    challenges: progress.challenges.map(challengeAnswer),
    streaks: progress.streaks.map(streakAnswer),
    badges: progress.badges.map(({ id, name, about, times }) => {
      const isSilent = (about.ru ?? about.en ?? '') === '';
      return { id, name: wordsAnswer(name), about: isSilent ? null : wordsAnswer(about), times };
    }),
    choices: progress.choices.map(choiceAnswer),
    coupons: progress.coupons.map(({ id, name, available, lots }) => ({
      id,
      name: wordsAnswer(name),
      available,
      lots: lots.map(({ units, from, until }) => ({ units, from: textOf(from), until: textOf(until) })),
    })),
    open: progress.items.map((open) => openAnswer(open, program)),
  };
}

function keepingAnswer(keeping: Progress['keeping'], { tiers, meters }: CompiledProgram): ProgressAnswer['keeping'] {
  if (keeping === null) return null;
  const scale = meters.get(tiers?.meter ?? '')?.scale ?? 0;
  const { level, until, from, missing } = keeping;
  return { level, until: momentText(until), from: momentText(from), missing: plain(formatDecimal(missing, scale)) };
}

function challengeAnswer(challenge: Progress['challenges'][number]): z.input<typeof challengeSchema> {
  const { id, name, value, target, scale, missing, reached, repeat, open, within } = challenge;
  const text = (parts: number): string => plain(formatDecimal(parts, scale));
  return {
    id,
    name: wordsAnswer(name),
    value: text(value),
    target: text(target),
    missing: missing === null ? null : text(missing),
    reached,
    repeat,
    open,
    ...windowAnswer(within),
  };
}

function streakAnswer(streak: Progress['streaks'][number]): z.input<typeof streakSchema> {
  const { id, name, length, target, every, counted, within } = streak;
  return { id, name: wordsAnswer(name), length, target, every, counted, ...windowAnswer(within) };
}

function openAnswer({ id, item }: OpenItem, program: CompiledProgram): z.input<typeof openSchema> {
  switch (item.type) {
    case 'redemption': {
      const { reward, quantity, code = null, wallet, units, until } = item;
      const name = program.rewards.get(reward)?.name;
      const what = { rewardId: reward, name: name === undefined ? null : wordsAnswer(name), quantity, code };
      return { type: 'redemption', id, ...what, wallet: units === 0 ? null : wallet, units, until: textOf(until) };
    }
    case 'payout':
      return { type: 'payout', operationId: id, wallet: item.wallet, units: item.units };
    case 'expected': {
      const given = item.given.map(({ rule, wallet, units }) => ({ rule, wallet, units }));
      return { type: 'expected', operationId: id, partner: item.partner ?? null, units: given };
    }
  }
}

function windowAnswer({ from, until }: Progress['streaks'][number]['within']): {
  readonly from: string | null;
  readonly until: string | null;
} {
  return { from: textOf(from), until: textOf(until) };
}

function textOf(at: Parameters<typeof momentText>[0] | null): string | null {
  return at === null ? null : momentText(at);
}

/** "5.000000" → "5", "0.250000" → "0.25". */
function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
