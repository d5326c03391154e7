/** Documents that are stored as the text of JSON. */
import { z } from 'zod';

/** Reads the text, then checks what is in it. */
export function storedJson<Field extends z.ZodType>(field: Field): z.ZodPipe<z.ZodTransform<unknown, unknown>, Field> {
  return z.transform((text): unknown => JSON.parse(String(text))).pipe(field);
}
