/** Bounds on how often or how much something is given. */
import { z } from 'zod';
import { LIMITS, WINDOWS } from './document-limits.ts';
import { decimalField, wholeField } from './fields.ts';

export const limitSchema = z
  .strictObject({
    per: z
      .enum(['account', 'member', 'store', 'till', 'program'])
      .meta({
        description: 'For whom it counts: account (the default), member of a shared account, store, till, program.',
      })
      .optional(),
    every: z
      .enum(WINDOWS)
      .meta({ description: 'Within what it counts; ever when absent.', examples: ['day'] })
      .optional(),
    times: wholeField(1, 1_000_000_000, { description: 'At most so many times.', examples: ['1'] }).optional(),
    units: decimalField({ description: 'At most so many units.', examples: ['500'] }).optional(),
  })
  .meta({ description: 'A bound: times or units.', examples: [{ every: 'day', times: 1 }] });

export const limitsSchema = z.array(limitSchema).min(1).max(LIMITS.list).meta({ description: 'All of them hold.' });
