/** An e-mail address on the command line. */
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

export function emailOption(text: string): string {
  const parsed = z.email().safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('It must be an e-mail address.');
  return parsed.data.toLowerCase();
}
