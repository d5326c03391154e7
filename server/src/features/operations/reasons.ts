/** Why something was or was not done, in words of both languages. */
import { type CompiledProgram, explainReason, type Reason } from '@kopilka/engine';
import { z } from 'zod';

export const reasonAnswerSchema = z
  .strictObject({
    rule: z.string().optional().meta({ description: 'The rule it speaks of, if it is about one.' }),
    applied: z.boolean(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    text: z.strictObject({ ru: z.string(), en: z.string() }),
  })
  .meta({ id: 'Reason' });

export function reasonAnswers(
  reasons: readonly Reason[],
  program: CompiledProgram,
): z.input<typeof reasonAnswerSchema>[] {
  return reasons.map((reason) => {
    const { ru, en } = explainReason(reason, program);
    return {
      ...(reason.rule === undefined ? {} : { rule: reason.rule }),
      applied: reason.applied,
      code: reason.code,
      params: reason.params,
      text: { ru, en },
    };
  });
}
