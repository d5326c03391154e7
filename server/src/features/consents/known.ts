/** What is known of a member's consents and of where they came from; and the forgetting of it. */
import type { Instant } from '@kopilka/engine';
import { z } from 'zod';
import { momentAnswer, momentText } from '../../fields.ts';
import type { Database } from '../../kit/db.ts';
import { type Consent, CONSENT_KINDS, eraseConsents, findSource, GIVEN_BY, listConsents } from './store.ts';

export interface KnownConsents {
  /** The newest of each kind. */
  readonly current: readonly Consent[];
  /** All, newest first. */
  readonly history: readonly Consent[];
  /** null for one who did not join by the card; its `source` null when the poster said nothing. */
  readonly joined: { readonly source: string | null; readonly at: Instant } | null;
}

export async function consentsOf(db: Database, organizationId: string, memberId: string): Promise<KnownConsents> {
  return db.tenant(organizationId, async (tx) => {
    // Sent together: one journey.
    const [history, joined] = await Promise.all([listConsents(tx, memberId), findSource(tx, memberId)]);
    const current = CONSENT_KINDS.flatMap((kind) => history.find((one) => one.kind === kind) ?? []);
    return { current, history, joined };
  });
}

/** May be repeated. */
export async function forgetConsents(db: Database, organizationId: string, memberId: string): Promise<void> {
  await db.tenant(organizationId, (tx) => eraseConsents(tx, memberId));
}

export const consentSchema = z
  .strictObject({
    kind: z.enum(CONSENT_KINDS),
    version: z.int().meta({ description: 'Of the text that was shown.' }),
    granted: z.boolean(),
    at: momentAnswer,
    by: z.enum(GIVEN_BY).meta({ description: 'Said on the card, or to somebody of the staff.' }),
  })
  .meta({ id: 'Consent' });

export function consentAnswer({ kind, version, granted, at, by }: Consent): z.input<typeof consentSchema> {
  return { kind, version, granted, at: momentText(at), by };
}
