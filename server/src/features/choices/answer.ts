/** A choice as its member sees it: what is offered, what is picked, and until when that may change. */
import type { Progress } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText } from '../../fields.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';

export const choiceSchema = z
  .strictObject({
    id: z.string(),
    name: wordsSchema,
    offered: z.array(z.string()).meta({ description: 'The account’s own list, or the one for everybody.' }),
    names: z.record(z.string(), wordsSchema).meta({ description: 'What people call them: those that have a name.' }),
    personal: z.boolean().meta({ description: 'The list is the account’s own.' }),
    most: z.int().meta({ description: 'At most so many may be picked, at the account’s level.' }),
    from: momentAnswer.nullable().meta({ description: 'When the current period began.' }),
    until: momentAnswer.nullable().meta({ description: 'When the next one begins.' }),
    current: z.array(z.string()).meta({ description: 'Picked for the current period.' }),
    next: z
      .array(z.string())
      .meta({ description: 'Picked for the next period, which may be changed until it begins.' }),
    changeableUntil: momentAnswer
      .nullable()
      .meta({ description: 'Until when the current period’s picks may still change; null when they may not.' }),
    closed: z
      .enum(['deadline', 'final'])
      .nullable()
      .meta({ description: 'Why they may not: the days for it are over, or what was picked stays.' }),
  })
  .meta({ id: 'Choice' });

export function choiceAnswer(choice: Progress['choices'][number]): z.input<typeof choiceSchema> {
  const { id, name, offered, names, personal, most, within, current, next, changeableUntil, closed } = choice;
  return {
    id,
    name: wordsAnswer(name),
    offered: [...offered],
    names: Object.fromEntries([...names].map(([option, words]) => [option, wordsAnswer(words)])),
    personal,
    most,
    from: within.from === null ? null : momentText(within.from),
    until: within.until === null ? null : momentText(within.until),
    current: [...current],
    next: [...next],
    changeableUntil: changeableUntil === null ? null : momentText(changeableUntil),
    closed,
  };
}
