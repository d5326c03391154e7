/** A member's own profile: what the shop knows of them, what they have agreed to, and their changing it. */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText } from '../../fields.ts';
import { consentAnswer, consentSchema, consentsOf } from '../consents/known.ts';
import { changeMember } from '../members/change.ts';
import { keepInStep } from '../members/keep-in-step.ts';
import { type Person, readPerson } from '../members/person.ts';
import type { profileChangeSchema } from '../members/profile.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import type { Contact } from './contact.ts';
import type { CardMember } from './sessions.ts';

export const cardProfileSchema = z
  .strictObject({
    name: z.string().nullable(),
    birthday: z.string().nullable(),
    birthdayFixed: z.boolean().meta({ description: 'It has been told: from now on only the shop changes it.' }),
    language: z.enum(['ru', 'en']).nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    card: z.string().nullable(),
    joinedAt: momentAnswer,
    consents: z.array(consentSchema).meta({ description: 'The newest of each kind.' }),
    history: z.array(consentSchema).meta({ description: 'All of them, newest first.' }),
  })
  .meta({ id: 'CardProfile' });

export type CardProfile = z.input<typeof cardProfileSchema>;

/** Throws ApiError card_session_unknown for one who was forgotten this very moment. */
export async function readProfile(
  { db }: Pick<QuoteDeps, 'db'>,
  { organizationId, memberId }: CardMember,
): Promise<CardProfile> {
  const [person, { current, history }] = await Promise.all([
    readPerson(db, organizationId, memberId),
    consentsOf(db, organizationId, memberId),
  ]);
  if (person === null) throw new ApiError('card_session_unknown');
  const { name = null, birthday = null, language = null } = person.profile;
  return {
    name,
    birthday,
    birthdayFixed: birthday !== null,
    language,
    phone: identityOf(person, 'phone'),
    email: identityOf(person, 'email'),
    card: identityOf(person, 'card'),
    joinedAt: momentText(person.createdAt),
    consents: current.map(consentAnswer),
    history: history.map(consentAnswer),
  };
}

function identityOf({ identities }: Person, wanted: 'phone' | 'email' | 'card'): string | null {
  return identities.find(({ kind }) => kind === wanted)?.value ?? null;
}

type ProfileChange = Pick<z.output<typeof profileChangeSchema>, 'name' | 'language'> & {
  readonly birthday?: string | undefined;
};

const FUTURE = { in: 'body', path: 'birthday', code: 'custom', message: 'must not be in the future' };

/**
 * A birthday brings presents, so it is told once: who could change it would have several a year. Throws ApiError card_birthday_fixed.
 */
export async function changeProfile(
  deps: QuoteDeps,
  { organizationId, memberId }: CardMember,
  { change, now }: { readonly change: ProfileChange; readonly now: Instant },
): Promise<void> {
  const { birthday, ...rest } = change;
  if (birthday !== undefined && Date.parse(birthday) > now)
    throw new ApiError('request_invalid', { problems: [FUTURE] });
  const person = await readPerson(deps.db, organizationId, memberId);
  const known = person?.profile.birthday;
  if (birthday !== undefined && known !== undefined && known !== birthday) throw new ApiError('card_birthday_fixed');
  const profile = { ...rest, ...(birthday === undefined ? {} : { birthday }) };
  await changeMember(deps.db, { organizationId, memberId, identities: {}, profile, status: undefined, now });
  await keepInStep(deps, { organizationId, memberId, birthday: birthday !== undefined, now });
}

/** Throws ApiError card_contact_taken. */
export async function changeContact(
  deps: QuoteDeps,
  { organizationId, memberId }: CardMember,
  { contact, now }: { readonly contact: Contact; readonly now: Instant },
): Promise<void> {
  const identities = { [contact.kind]: contact.value };
  await changeMember(deps.db, { organizationId, memberId, identities, profile: {}, status: undefined, now }).catch(
    (error: unknown) => {
      // Whose it is is nobody's business.
      if (error instanceof ApiError && error.code === 'identity_taken') throw new ApiError('card_contact_taken');
      throw error;
    },
  );
  await keepInStep(deps, { organizationId, memberId, birthday: false, now });
}

/** Throws ApiError card_contact_last: nobody would get in any more. */
export async function removeContact(
  deps: QuoteDeps,
  { organizationId, memberId }: CardMember,
  { kind, now }: { readonly kind: Contact['kind']; readonly now: Instant },
): Promise<void> {
  const person = await readPerson(deps.db, organizationId, memberId);
  const others = person?.identities.filter(
    (one) => one.kind !== kind && (one.kind === 'phone' || one.kind === 'email'),
  );
  if ((others ?? []).length === 0) throw new ApiError('card_contact_last');
  const identities = { [kind]: null };
  await changeMember(deps.db, { organizationId, memberId, identities, profile: {}, status: undefined, now });
}
