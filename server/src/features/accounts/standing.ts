/** Where an account stands, as answers show it: balances by wallet, level and the distance to the next. */
import type { Standing } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText, unitsAnswer } from '../../fields.ts';

const walletSchema = z
  .strictObject({
    available: unitsAnswer.meta({ description: 'Can be spent now.' }),
    pending: unitsAnswer.meta({ description: 'Will become active later.' }),
    held: unitsAnswer.meta({ description: 'Reserved by open checkouts.' }),
    debt: unitsAnswer.meta({ description: 'Owed: taken back after it was spent; later earnings repay it first.' }),
    expiring: z
      .strictObject({ units: unitsAnswer, at: momentAnswer })
      .nullable()
      .meta({ description: 'What expires next, and when.' }),
  })
  .meta({ id: 'WalletStanding' });

export const balancesSchema = z.record(z.string(), walletSchema).meta({ id: 'Balances', description: 'By wallet id.' });

export const tierSchema = z
  .strictObject({
    level: z.string(),
    until: momentAnswer
      .nullable()
      .meta({ description: 'Until when the level is kept whatever happens; null without end.' }),
    measured: z.int().meta({ description: 'What levels are measured by, so far, in its smallest parts.' }),
    next: z.strictObject({ level: z.string(), missing: z.int() }).nullable(),
  })
  .nullable()
  .meta({ id: 'Tier', description: 'null in a program without levels.' });

export function balancesAnswer(standing: Standing): z.input<typeof balancesSchema> {
  const balances: Record<string, z.input<typeof walletSchema>> = {};
  for (const [id, wallet] of Object.entries(standing.wallets)) {
    const { available, pending, held, debt, expiring } = wallet;
    balances[id] = {
      available,
      pending,
      held,
      debt,
      expiring: expiring === null ? null : { units: expiring.units, at: momentText(expiring.at) },
    };
  }
  return balances;
}

export function tierAnswer({ tier }: Standing): z.input<typeof tierSchema> {
  if (tier === null) return null;
  const { level, until, measured, next } = tier;
  return { level, until: until === null ? null : momentText(until), measured, next };
}
