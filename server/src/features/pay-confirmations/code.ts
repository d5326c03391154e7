/** The code of a confirmation: six digits made of its id and the server's secret, so that it is stored nowhere. */
import { timingSafeEqual } from 'node:crypto';
import type { Keyed } from '../tills/keyed.ts';

const DIGITS = 6;
const CODES = 10 ** DIGITS;

/** Wrong ones, after which it is over. */
export const FAILURES_MAX = 5;

export async function codeOf(keyed: Keyed, confirmationId: string): Promise<string> {
  // Of 48 bits: how much likelier some codes are than others is one part in hundreds of millions.
  const number = (await keyed('confirmation', confirmationId)).readUIntBE(0, 6);
  return String(number % CODES).padStart(DIGITS, '0');
}

export async function isCodeOf(keyed: Keyed, confirmationId: string, typed: string): Promise<boolean> {
  const code = await codeOf(keyed, confirmationId);
  return code.length === typed.length && timingSafeEqual(Buffer.from(code), Buffer.from(typed));
}
