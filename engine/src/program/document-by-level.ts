/** One value for everybody, or one for each level. */
import { z } from 'zod';
import { slugField } from './fields.ts';

export function byLevel<Leaf extends z.ZodType<string>>(leaf: Leaf, error: string, description: string) {
  return z.union([leaf, z.record(slugField, leaf)], { error }).meta({ description });
}
