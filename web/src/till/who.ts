/** From what was typed or scanned to a member. A scanner types like a keyboard, so one field takes phones and cards. */
import type { Schema } from '@kopilka/client';
import type { Api } from '../data/api.ts';
import { troubleOf } from '../data/trouble.ts';

export type Member = Schema<'Member'>;

const PHONE = /^\+?[\d\s()-]{10,20}$/u;
const PHONE_DIGITS_MAX = 15;

export interface Asked {
  readonly phone: string | null;
  readonly card: string | null;
}

/** What it may be; a scanner's control characters are left out. A number can be both: a card may have as many digits as a phone. */
export function readTyped(typed: string): Asked {
  // eslint-disable-next-line no-control-regex -- scanners end codes with such characters
  const text = typed.replaceAll(/[\u0000-\u001f\u007f]/gu, '').trim();
  const digits = text.replaceAll(/\D/gu, '');
  const isPhone = PHONE.test(text) && digits.length <= PHONE_DIGITS_MAX;
  return { phone: isPhone ? text : null, card: text === '' || text.startsWith('+') ? null : text };
}

/** null when nobody has it. Throws TroubleError. */
export async function findMember({ client, answer }: Api, typed: string): Promise<Member | null> {
  const { phone, card } = readTyped(typed);
  const byPhone = phone === null ? null : await lookUp({ phone });
  return byPhone ?? (card === null ? null : await lookUp({ card }));

  /** What cannot be a phone or a card at all is nobody's. */
  async function lookUp(query: { readonly phone: string } | { readonly card: string }): Promise<Member | null> {
    try {
      const { members } = await answer(client.GET('/v1/members', { params: { query } }));
      return members[0] ?? null;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.type === 'refused' && trouble.code === 'request_invalid') return null;
      throw error;
    }
  }
}
