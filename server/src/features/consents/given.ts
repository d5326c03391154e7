/**
 * What a member says to the texts. A yes or a no is written down with the version of the text that was shown and the moment; what
 * repeats the newest of its kind is not written again.
 */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import type { Database, Tx } from '../../kit/db.ts';
import { lockLiving } from '../members/person.ts';
import {
  type Consent,
  CONSENT_KINDS,
  insertConsents,
  insertFirstConsents,
  insertSource,
  listConsents,
} from './store.ts';
import { consentsAnswer, textsInForce } from './texts.ts';

export type { Consent };

const answerField = z.strictObject({
  version: z.int().min(1).meta({ description: 'Of the text that was shown; see the public consents.' }),
  granted: z.boolean(),
});

export const consentsField = z
  .strictObject({ processing: answerField, advertising: answerField })
  .partial()
  .meta({
    description: 'To each text an answer of its own.',
    examples: [{ processing: { version: 1, granted: true }, advertising: { version: 1, granted: false } }],
  });

export interface Giving {
  readonly organizationId: string;
  readonly given: z.output<typeof consentsField>;
  readonly by: Consent['by'];
  readonly now: Instant;
}

/**
 * Answers to the texts in force, ready to be written. Throws ApiError consent_outdated when another text was shown, or
 * organization_unknown.
 */
export async function readConsents(db: Database, giving: Giving): Promise<readonly Consent[]> {
  const { organizationId, given, by, now } = giving;
  if (Object.keys(given).length === 0) return [];
  const texts = await textsInForce(db, organizationId, now);
  return CONSENT_KINDS.flatMap((kind) => {
    const answer = given[kind];
    if (answer === undefined) return [];
    if (texts.find((text) => text.kind === kind)?.version !== answer.version)
      throw new ApiError('consent_outdated', { consents: consentsAnswer(texts) });
    return [{ kind, version: answer.version, granted: answer.granted, at: now, by }];
  });
}

interface Said {
  readonly memberId: string;
  readonly consents: readonly Consent[];
}

/** Within a transaction that holds the member's row, or makes it. */
export async function writeConsents(tx: Tx, organizationId: string, { memberId, consents }: Said): Promise<void> {
  if (consents.length === 0) return;
  const known = await listConsents(tx, memberId);
  const news = consents.filter((one) => {
    const newest = known.find(({ kind }) => kind === one.kind);
    return newest?.version !== one.version || newest.granted !== one.granted;
  });
  if (news.length === 0) return;
  await insertConsents(tx, organizationId, { memberId, consents: news, after: known.length });
}

/** Of members who are made in this transaction, one for each. */
export async function writeFirstConsents(
  tx: Tx,
  organizationId: string,
  given: readonly { readonly memberId: string; readonly consent: Consent }[],
): Promise<void> {
  if (given.length > 0) await insertFirstConsents(tx, organizationId, given);
}

/** Throws ApiError member_unknown. */
export async function giveConsents(db: Database, organizationId: string, said: Said): Promise<void> {
  if (said.consents.length === 0) return;
  await db.tenant(organizationId, async (tx) => {
    await lockLiving(tx, said.memberId);
    await writeConsents(tx, organizationId, said);
  });
}

/** Of a member who joins by the card, in the transaction that makes them. */
export async function writeSource(
  tx: Tx,
  organizationId: string,
  from: { readonly memberId: string; readonly source: string | null; readonly now: Instant },
): Promise<void> {
  await insertSource(tx, organizationId, from);
}
