/** A receipt as a request tells it, and how much of it is to be paid with units. */
import { z } from 'zod';
import {
  label,
  momentField,
  moneyField,
  positiveMoneyField,
  positiveUnitsField,
  programIdField,
  quantityField,
  text,
  walletField,
} from '../../fields.ts';
import { memberReferenceField } from '../members/reference.ts';
import { applyField } from './apply.ts';

export const LINES_MAX = 500;

export const sourceField = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/, 'must be letters, digits, dots and dashes')
  .default('api')
  .meta({ description: 'Who numbers the receipts: a till system, a shop. Numbers are unique within it.' });

const ATTRIBUTES_MAX = 32;

const attributesField = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'must be a name'),
    z.union([text(200), z.literal(''), z.number(), z.boolean()]),
  )
  .refine((attributes) => Object.keys(attributes).length <= ATTRIBUTES_MAX, `at most ${ATTRIBUTES_MAX} names`)
  .meta({ description: 'Flat facts for the rules’ conditions: { "mcc": "5814", "brand": "Lavazza" }.' });

const lineSchema = z
  .strictObject({
    sku: text(100),
    name: text(300).optional(),
    category: text(100).optional(),
    quantity: quantityField,
    price: moneyField.meta({ description: 'Minor money for one.' }),
    discount: moneyField.optional().meta({ description: 'Minor money that the shop itself took off the line.' }),
    amount: positiveMoneyField.meta({
      description: 'Minor money for the line: price × quantity − discount, within one minor unit.',
    }),
    floor: moneyField.optional().meta({
      description:
        'Minor money: the least that discounts of the program may leave of the line (a minimum price by law).',
    }),
    kind: z
      .enum(['gift_card'])
      .optional()
      .meta({ description: 'A gift card being sold: an advance, which earns nothing and takes no discount.' }),
    attributes: attributesField.optional(),
  })
  .meta({ id: 'ReceiptLine' });

const idField = label(100).meta({ description: 'The shop’s own number, unique for its source.' });

const basketFields = {
  at: momentField.optional().meta({ description: 'When it was; now if absent.' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
    .optional()
    .meta({ description: 'The program’s currency if absent.' }),
  total: positiveMoneyField.meta({ description: 'Minor money: the sum of the lines’ amounts.' }),
  store: text(100).optional(),
  till: text(100).optional(),
  channel: text(100).optional(),
  partner: label(40)
    .optional()
    .meta({ description: 'The coalition’s partner that sold it, by its id in the program.' }),
  payments: z
    .array(z.strictObject({ means: label(40), amount: moneyField }))
    .max(20)
    .optional()
    .meta({ description: 'How the money came: card, cash, gift_card …, minor money each.' }),
  attributes: attributesField.optional(),
  lines: z.array(lineSchema).min(1).max(LINES_MAX),
};

export const paySchema = z
  .strictObject({
    wallet: walletField.optional().meta({ description: 'The only wallet that pays, if absent.' }),
    units: z
      .union([positiveUnitsField, z.literal('max')])
      .meta({ description: 'How many, or "max": as many as the program allows.' }),
  })
  .meta({ id: 'Pay' });

export const historyField = z
  .boolean()
  .default(false)
  .meta({ description: 'It belongs to the past and happens as of its own time. Needs the scope import.' });

const request = {
  member: memberReferenceField.optional().meta({ description: 'Absent: a receipt of nobody.' }),
  programId: programIdField.optional(),
  pay: paySchema.optional(),
  apply: applyField.optional(),
  history: historyField,
};

const exampleLines = [
  { sku: 'LATTE', name: 'Latte', category: 'coffee', quantity: 2, price: 19000, amount: 38000 },
  { sku: 'CROISSANT', name: 'Croissant', category: 'pastry', quantity: '1', price: 12000, amount: 12000 },
];

/** A receipt that will be recorded has its number. */
export const numberedReceiptSchema = z
  .strictObject({ id: idField, source: sourceField, ...basketFields })
  .meta({ id: 'Receipt' });

/** A receipt that is still being made may have none yet. */
export const openReceiptSchema = z
  .strictObject({ id: idField.optional(), source: sourceField, ...basketFields })
  .meta({ id: 'OpenReceipt' });

/** What is about to be paid for; its number is told when it is printed. */
export const basketSchema = z.strictObject(basketFields).meta({ id: 'Basket' });

export const BASKET_EXAMPLE = { total: 50000, lines: exampleLines } as const;
const member = { phone: '+79991234567' } as const;
export const PURCHASE_EXAMPLE = {
  member,
  receipt: { id: '2026-000042', ...BASKET_EXAMPLE },
  pay: { units: 'max' },
} as const;

export const confirmationField = z
  .string()
  .regex(/^[0-9]{6}$/, 'must be six digits')
  .optional()
  .meta({
    description: 'The code from the customer, where a till needs one to pay with units or to move them.',
    examples: ['402517'],
  });

export const purchaseBodySchema = z
  .strictObject({ ...request, receipt: numberedReceiptSchema, confirmation: confirmationField })
  .meta({ examples: [PURCHASE_EXAMPLE] });
export const quoteBodySchema = z
  .strictObject({ ...request, receipt: openReceiptSchema })
  .meta({ examples: [{ member, receipt: BASKET_EXAMPLE, pay: { units: 'max' } }] });

export type PurchaseBody = z.output<typeof purchaseBodySchema>;
export type QuoteBody = z.output<typeof quoteBodySchema>;
export type Basket = z.output<typeof basketSchema>;

export function receiptKey({ source, id }: { readonly source: string; readonly id: string }): string {
  return `${source}/${id}`;
}
