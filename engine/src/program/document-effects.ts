/** What rules, rewards, coupons, challenges and referrals can bring about. */
import { z } from 'zod';
import { earnSchema, multiplySchema } from './document-earn.ts';
import { discountEffectSchema } from './document-discount.ts';
import { expiresSchema } from './document-wallet.ts';
import { localTextSchema } from './document-words.ts';
import { durationField, slugField, wholeField, wordsField } from './fields.ts';

const piecesSchema = wholeField(1, 1000, { description: 'So many; 1 when absent.', examples: ['1'] });

const giftSchema = z
  .strictObject({
    sku: wordsField.meta({ description: 'The thing, as the shop calls it.', examples: ['CROISSANT'] }),
    pieces: piecesSchema.optional(),
  })
  .meta({ description: 'A thing for nothing, handed over beside the goods.', examples: [{ sku: 'CROISSANT' }] });

const couponGrantSchema = z
  .strictObject({
    id: slugField.meta({ description: 'A coupon of `coupons`.', examples: ['free-coffee'] }),
    pieces: piecesSchema.optional(),
    expires: expiresSchema.optional(),
  })
  .meta({ description: "A coupon for the member's card.", examples: [{ id: 'free-coffee' }] });

const tierGrantSchema = z
  .strictObject({
    level: slugField.meta({ description: 'The level.', examples: ['gold'] }),
    for: durationField({ description: 'For so long; for ever when absent.', examples: ['P1M'] }).optional(),
  })
  .meta({ description: 'A level given, whatever is measured.', examples: [{ level: 'gold', for: 'P1M' }] });

/** At least one of these, wherever effects are expected. */
export const effectsShape = {
  earn: earnSchema.optional(),
  multiply: multiplySchema.optional(),
  discount: discountEffectSchema.optional(),
  gift: giftSchema.optional(),
  coupon: couponGrantSchema.optional(),
  badge: slugField.meta({ description: 'A badge of `badges`.', examples: ['barista'] }).optional(),
  freeDelivery: z.literal(true).meta({ description: 'Delivery costs nothing.' }).optional(),
  tier: tierGrantSchema.optional(),
  message: localTextSchema.meta({ description: 'Words for the member.' }).optional(),
};

export const effectsSchema = z
  .strictObject(effectsShape)
  .meta({ description: 'What happens.', examples: [{ earn: { wallet: 'bonus', units: '100' } }] });
