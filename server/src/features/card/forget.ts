/** What the card keeps of a person, told and erased with everything else (features/personal-data). */
import { instant } from '@kopilka/engine';
import { momentText } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { consentAnswer, consentsOf, forgetConsents } from '../consents/known.ts';
import { forgetLettersTo } from '../letters/tidy.ts';
import { readPerson } from '../members/person.ts';
import { endSessions, listSessions } from './store.ts';

interface Owner {
  readonly organizationId: string;
  readonly memberId: string;
}

/** For the person: consents, where they came from, devices. */
export async function cardDataOf(db: Database, { organizationId, memberId }: Owner): Promise<object> {
  const { history, joined } = await consentsOf(db, organizationId, memberId);
  const sessions = await db.tenant(organizationId, (tx) => listSessions(tx, memberId));
  return {
    consents: history.map(consentAnswer),
    joined: joined === null ? null : { from: joined.source, at: momentText(joined.at) },
    sessions: sessions.map(({ address, browser, createdAt, seenAt }) => ({
      address,
      browser,
      createdAt: momentText(instant(createdAt)),
      seenAt: momentText(instant(seenAt)),
    })),
  };
}

/** Codes that were sent, while it is still known where to. May be repeated. */
export async function forgetCodesOf(db: Database, { organizationId, memberId }: Owner): Promise<void> {
  const person = await readPerson(db, organizationId, memberId);
  const recipients = (person?.identities ?? []).flatMap(({ kind, value }) =>
    kind === 'phone' || kind === 'email' ? [value] : [],
  );
  if (recipients.length > 0) await forgetLettersTo(db, organizationId, recipients);
}

/** Devices and consents of one who is forgotten already, so that none comes after. May be repeated. */
export async function forgetCardOf(db: Database, { organizationId, memberId }: Owner): Promise<void> {
  await db.tenant(organizationId, (tx) => endSessions(tx, { memberId, except: null }));
  await forgetConsents(db, organizationId, memberId);
}
