/**
 * Sends the customer a code, by which much may be paid with units at one till. The customer's card shows it too. Asked again right
 * away it is the same code and nothing is sent: a till whose network stutters must not cost the shop ten messages.
 */
import type { Money } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database, Tx } from '../../kit/db.ts';
import type { CallingTill } from '../../route.ts';
import type { Sends } from '../letters/sends.ts';
import type { Changes } from '../live/changes.ts';
import { writeConfirmation } from '../letters/write.ts';
import { masked } from '../members/masked.ts';
import { lockLiving, readPerson } from '../members/person.ts';
import { requireOrganization } from '../organizations/find.ts';
import type { Keyed } from '../tills/keyed.ts';
import { codeOf } from './code.ts';
import { insertConfirmation, listConfirmations, type StoredConfirmation } from './store.ts';

const LIFE_MS = 5 * 60_000;
const SAME_WITHIN_MS = 30_000;
const WINDOW_MS = 15 * 60_000;
/** To one member within the window, whichever tills ask. */
const SENT_MAX = 5;

export interface ConfirmationDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly keyed: Keyed;
  readonly sends: Sends;
  readonly changes: Pick<Changes, 'member'>;
}

export interface Wanted {
  readonly organizationId: string;
  readonly till: CallingTill;
  readonly memberId: string;
  readonly amount: Money;
  readonly currency: string;
}

export interface Sent {
  readonly confirmation: StoredConfirmation;
  /** Whom it was sent to, so that only the customer knows it again; null: only the card shows it. */
  readonly sentTo: { readonly kind: 'phone' | 'email'; readonly masked: string } | null;
}

/** Throws ApiError confirmation_too_often. */
export async function sendConfirmation(deps: ConfirmationDeps, wanted: Wanted): Promise<Sent> {
  const { organizationId, memberId, till, amount } = wanted;
  const now = deps.clock.now();
  const { name: organization } = await requireOrganization(deps.db, organizationId);
  const person = await readPerson(deps.db, organizationId, memberId);
  const recipient = recipientOf(person?.identities ?? [], deps.sends);
  const sent = await deps.db.tenant(organizationId, async (tx) => {
    // Two tills that ask at once count each other.
    await lockLiving(tx, memberId);
    const sentTo = recipient === null ? null : { kind: recipient.kind, masked: masked(recipient) };
    const earlier = await listConfirmations(tx, { organizationId, memberId }, now - WINDOW_MS);
    const same = earlier.find((one) => isSame(one, { tillId: till.tillId, amount, now }));
    if (same !== undefined) return { confirmation: same, sentTo };
    refuseOften(earlier, now);
    const confirmation = {
      confirmationId: crypto.randomUUID(),
      tillId: till.tillId,
      amount,
      createdAt: now,
      expiresAt: now + LIFE_MS,
    };
    await insertConfirmation(tx, { organizationId, memberId, ...confirmation });
    if (recipient !== null) await write(tx, { deps, wanted, organization, recipient, confirmation });
    return { confirmation: { ...confirmation, failures: 0, usedFor: null }, sentTo };
  });
  // A card that is open shows the code at once.
  deps.changes.member(organizationId, memberId);
  return sent;
}

function isSame(
  one: StoredConfirmation,
  { tillId, amount, now }: { readonly tillId: string; readonly amount: number; readonly now: number },
): boolean {
  const isFresh = one.usedFor === null && one.failures === 0 && one.createdAt > now - SAME_WITHIN_MS;
  return isFresh && one.tillId === tillId && one.amount === amount;
}

function refuseOften(earlier: readonly StoredConfirmation[], now: number): void {
  const counted = earlier[SENT_MAX - 1];
  if (counted === undefined) return;
  const seconds = Math.ceil((counted.createdAt + WINDOW_MS - now) / 1000);
  throw new ApiError('confirmation_too_often', { retryAfterSeconds: Math.max(1, seconds) });
}

async function write(
  tx: Tx,
  {
    deps,
    wanted,
    organization,
    recipient,
    confirmation,
  }: {
    readonly deps: ConfirmationDeps;
    readonly wanted: Wanted;
    readonly organization: string;
    readonly recipient: Recipient;
    readonly confirmation: { readonly confirmationId: string; readonly createdAt: number; readonly expiresAt: number };
  },
): Promise<void> {
  const { organizationId, amount, currency } = wanted;
  await writeConfirmation(
    tx,
    { now: confirmation.createdAt },
    {
      organizationId,
      recipient: recipient.value,
      channel: CHANNELS[recipient.kind],
      organization,
      code: await codeOf(deps.keyed, confirmation.confirmationId),
      amount,
      currency,
      expiresAt: confirmation.expiresAt,
    },
  );
}

interface Recipient {
  readonly kind: 'phone' | 'email';
  readonly value: string;
}

const CHANNELS = { phone: 'sms', email: 'email' } as const;

/** By what is sent from here, the telephone first; otherwise it waits in the outbox, to whatever there is. */
function recipientOf(
  identities: readonly { readonly kind: string; readonly value: string }[],
  sends: Sends,
): Recipient | null {
  const known = (['phone', 'email'] as const).flatMap((kind) =>
    identities.filter((identity) => identity.kind === kind).map(({ value }) => ({ kind, value })),
  );
  return known.find(({ kind }) => sends[CHANNELS[kind]]) ?? known[0] ?? null;
}
