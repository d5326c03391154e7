/** A PIN as a field of requests. */
import { z } from 'zod';

export const pinField = z
  .string()
  .regex(/^[0-9]{4,8}$/, 'must be four to eight digits')
  .meta({ description: 'Four to eight digits.', examples: ['4071'] });
