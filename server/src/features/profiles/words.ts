/** Names of a program in answers: both languages are always there, one standing in for the other. */
import { z } from 'zod';

export const wordsSchema = z.strictObject({ ru: z.string(), en: z.string() });

export function wordsAnswer(text: { readonly ru?: string; readonly en?: string }): z.input<typeof wordsSchema> {
  return { ru: text.ru ?? text.en ?? '', en: text.en ?? text.ru ?? '' };
}
