/** A rule: on an event, if a condition holds, then effects, within bounds. */
import { z } from 'zod';
import { effectsShape } from './document-effects.ts';
import { limitsSchema } from './document-limit.ts';
import { EVENTS, LIMITS } from './document-limits.ts';
import { scheduleSchema } from './document-schedule.ts';
import { localTextSchema } from './document-words.ts';
import {
  decimalField,
  durationField,
  expressionField,
  nameField,
  percentField,
  slugField,
  wholeField,
} from './fields.ts';

export const eventField = z
  .string()
  .refine((text) => isEvent(text), {
    error: (issue) => `unknown event: "${String(issue.input)}"`,
    params: { hint: `${EVENTS.join(', ')}, or an event of your own like shop.review`, known: [...EVENTS] },
  })
  .meta({
    description: `The event: ${EVENTS.join(', ')}, or an event of the shop's own, shop.<name>.`,
    examples: ['purchase', 'shop.review'],
  });

export const ruleSchema = z
  .strictObject({
    id: slugField.meta({
      description: 'Unique in the program; kept in the journal as the cause of units.',
      examples: ['base'],
    }),
    name: localTextSchema.optional(),
    on: eventField,
    after: durationField({
      description: 'With `on: inactive`: after so long without a purchase or another deed of the member.',
      examples: ['P60D'],
    }).optional(),
    before: durationField({
      description: 'With `on: birthday`: so many days before it.',
      examples: ['P3D'],
    }).optional(),
    if: expressionField({
      description: 'A CEL condition over receipt, lines, account, member, event, time.',
      examples: ['receipt.total >= 500.00'],
    }).optional(),
    when: scheduleSchema.optional(),
    partner: slugField.meta({ description: "Only at this partner's.", examples: ['books'] }).optional(),
    ...effectsShape,
    limits: limitsSchema.optional(),
    budget: z
      .strictObject({ units: decimalField({ description: 'Units of its wallet.', examples: ['100000'] }) })
      .meta({ description: 'What the rule may give to everybody together, never exceeded.' })
      .optional(),
    caps: z
      .array(nameField)
      .min(1)
      .max(LIMITS.list)
      .meta({ description: 'Bounds of `caps` that it shares with other rules.', examples: [['categories']] })
      .optional(),
    group: nameField.meta({ description: 'Rules of one group stand for each other, as `groups` says.' }).optional(),
    exclusive: z
      .literal(true)
      .meta({ description: 'Where it applies, no other rule discounts (or none but it earns) here.' })
      .optional(),
    priority: wholeField(0, 1000, { description: 'Higher comes first; 0 when absent.', examples: ['10'] }).optional(),
    control: percentField({
      description: 'So many accounts are left out for good, to measure what the rule brings.',
      examples: ['5%'],
    }).optional(),
  })
  .meta({ description: 'On an event, if a condition holds, then effects.' });

function isEvent(text: string): boolean {
  return EVENTS.some((known) => known === text) || /^shop\.[a-z][a-z0-9_.-]{0,59}$/.test(text);
}
