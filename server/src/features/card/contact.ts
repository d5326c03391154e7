/** Where a code goes: a telephone or an e-mail address, as a field of requests. */
import { type Identity, identityFields } from '../members/identity.ts';

export interface Contact {
  readonly kind: 'phone' | 'email';
  /** In its one spelling. */
  readonly value: string;
}

export type Channel = 'sms' | 'email';

export const CHANNELS = ['sms', 'email'] as const;

export const contactFields = { phone: identityFields.phone.optional(), email: identityFields.email.optional() };

interface Named {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

export const namesOneContact = [
  (body: Named): boolean => (body.phone === undefined) !== (body.email === undefined),
  'name exactly one of phone and email',
] as const;

/** After `namesOneContact` there is one. */
export function contactIn({ phone, email }: Named): Contact {
  if (phone !== undefined) return { kind: 'phone', value: phone };
  if (email !== undefined) return { kind: 'email', value: email };
  throw new Error('a contact that was checked is not there');
}

export function channelOf({ kind }: Contact): Channel {
  return kind === 'phone' ? 'sms' : 'email';
}

/** A member's own by what it is sent by; null when the member has none. */
export function contactBy(channel: Channel, identities: readonly Identity[]): Contact | null {
  const kind = channel === 'sms' ? 'phone' : 'email';
  const found = identities.find((one) => one.kind === kind);
  return found === undefined ? null : { kind, value: found.value };
}
