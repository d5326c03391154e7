/** When something works: weekdays, hours, dates. */
import { z } from 'zod';
import { byLevel } from './document-by-level.ts';
import { WEEKDAYS } from './document-limits.ts';
import { durationField, hoursField, momentField } from './fields.ts';

export const scheduleSchema = z
  .strictObject({
    days: z
      .array(z.enum(WEEKDAYS))
      .min(1)
      .max(WEEKDAYS.length)
      .meta({ description: "Weekdays in the store's zone, or the program's.", examples: [['mon', 'tue']] })
      .optional(),
    hours: hoursField({
      description:
        'Hours of the day, the last exclusive; may run over midnight and then belong to the day they begin on.',
      examples: ['08:00-10:00'],
    }).optional(),
    from: momentField({
      description: 'The first moment: a date (from its beginning) or a time.',
      examples: ['2026-12-01'],
    }).optional(),
    until: momentField({
      description: 'Exclusive: a date means through the end of the day before it.',
      examples: ['2027-01-01'],
    }).optional(),
    early: byLevel(
      durationField({ description: 'So much before `from`.', examples: ['P2D'] }),
      'expected a duration, or durations by level',
      'Early access: levels that may begin so much before `from`: { gold: P2D }. Levels not named wait.',
    ).optional(),
  })
  .meta({
    description: 'When it works; all that is given must hold.',
    examples: [{ days: ['sat', 'sun'], until: '2027-01-01' }],
  });
