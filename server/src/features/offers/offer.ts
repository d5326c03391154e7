/**
 * What a program comes to for somebody who is new, decided by the engine itself: a round sum spent, and the welcome. So that a poster and a
 * join page promise what the till will do.
 */
import {
  type CompiledProgram,
  decide,
  type Event,
  type Instant,
  NEW_ACCOUNT,
  QUANTITY_SCALE,
  receiptSchema,
  type Verdict,
} from '@kopilka/engine';
import { z } from 'zod';
import { moneyAnswer, unitsAnswer } from '../../fields.ts';
import { unitOf, unitSchema } from '../card/names.ts';

/** In whole money: rubles, dollars. */
const EXAMPLE_SUM = 1000;

const broughtSchema = z.array(z.strictObject({ ...unitSchema.shape, units: unitsAnswer }));

export const offerSchema = z
  .strictObject({
    programId: z.string(),
    currency: z.string(),
    sum: moneyAnswer.meta({ description: 'A round sum that is spent at once, on ordinary things.' }),
    discount: moneyAnswer.meta({ description: 'What is taken off it.' }),
    earned: broughtSchema.meta({ description: 'What is earned for it.' }),
    welcome: broughtSchema.meta({ description: 'What there is for joining.' }),
    takesFriends: z.boolean().meta({ description: 'Whether the code of a member who brought them counts.' }),
  })
  .meta({ id: 'Offer', description: 'What a newcomer gets, by the program of this moment.' });

type Offer = z.input<typeof offerSchema>;

export function offerOf(programId: string, program: CompiledProgram, at: Instant): Offer {
  const sum = EXAMPLE_SUM * 10 ** program.currencyDecimals;
  const receipt = receiptSchema.parse({
    currency: program.currency,
    total: sum,
    lines: [{ sku: '-', quantity: QUANTITY_SCALE, price: sum, amount: sum }],
  });
  const bought = decisionOn(program, { type: 'purchase', at, receipt });
  const joined = decisionOn(program, { type: 'custom', at, name: 'enrolled', data: {} });
  const purchase = bought?.type === 'purchase' ? bought.purchase : null;
  return {
    programId,
    currency: program.currency,
    sum,
    discount: purchase === null ? 0 : sum - purchase.toPay,
    earned: brought(program, purchase?.earned ?? []),
    welcome: brought(program, joined?.entries ?? []),
    takesFriends: program.referral !== null,
  };
}

/** null when the program refuses it: then nothing is promised. */
function decisionOn(program: CompiledProgram, event: Event): Extract<Verdict, { type: 'decided' }>['decision'] | null {
  const verdict = decide(program, NEW_ACCOUNT, event, '');
  return verdict.type === 'decided' ? verdict.decision : null;
}

/** Summed by wallet; what is not called anything (a coupon) is not told. */
function brought(
  program: CompiledProgram,
  parts: readonly { readonly wallet: string; readonly units: number }[],
): Offer['earned'] {
  const sums = new Map<string, number>();
  for (const { wallet, units } of parts) sums.set(wallet, (sums.get(wallet) ?? 0) + units);
  return [...sums].flatMap(([wallet, units]) => {
    const unit = unitOf(program, wallet);
    return unit === null || units <= 0 ? [] : [{ ...unit, units }];
  });
}
