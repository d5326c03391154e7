/** Statements about letters. Sending and forgetting see every organization, reading only one. */
import { z } from 'zod';
import { execute, query, type Queryable, sql } from '../../kit/sql.ts';

/** After the first failure twice as long, after each further one twice that. */
const PAUSE_SECONDS = 15;
const PAUSE_SECONDS_MAX = 3_600;

export const LETTER_KINDS = ['invitation', 'recovery', 'code'] as const;
export const LETTER_CHANNELS = ['email', 'sms'] as const;
export type LetterChannel = (typeof LETTER_CHANNELS)[number];

export interface Letter {
  readonly letterId: string;
  /** null: none may read it in its outbox. */
  readonly organizationId: string | null;
  /** An e-mail address, or a telephone for a short message. */
  readonly recipient: string;
  readonly channel: LetterChannel;
  readonly kind: (typeof LETTER_KINDS)[number];
  readonly subject: string;
  readonly body: string;
  readonly createdAt: number;
  /** When its link or its code ends. */
  readonly expiresAt: number;
}

export interface StoredLetter extends Omit<Letter, 'body' | 'organizationId'> {
  readonly body: string | null;
  readonly sentAt: number | null;
  readonly failure: string | null;
}

/** What somebody has taken to send it. */
export interface TakenLetter extends StoredLetter {
  /** How often it was tried, this time too. */
  readonly tries: number;
}

const letterColumns = z.object({
  letter_id: z.string(),
  recipient: z.string(),
  channel: z.enum(LETTER_CHANNELS),
  kind: z.enum(LETTER_KINDS),
  subject: z.string(),
  body: z.string().nullable(),
  created_at: z.number(),
  expires_at: z.number(),
  sent_at: z.number().nullable(),
  failure: z.string().nullable(),
});

function letterOf(row: z.infer<typeof letterColumns>): StoredLetter {
  return {
    letterId: row.letter_id,
    recipient: row.recipient,
    channel: row.channel,
    kind: row.kind,
    subject: row.subject,
    body: row.body,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    sentAt: row.sent_at,
    failure: row.failure,
  };
}

const letterRow = letterColumns.transform(letterOf);
const takenRow = letterColumns
  .extend({ tries: z.int() })
  .transform((row): TakenLetter => ({ ...letterOf(row), tries: row.tries }));

export async function insertLetter(on: Queryable, letter: Letter): Promise<void> {
  const { letterId, organizationId, recipient, channel, kind, subject, body } = letter;
  const at = new Date(letter.createdAt);
  await execute(
    on,
    sql`
      insert into letters
        (letter_id, organization_id, recipient, channel, kind, subject, body, created_at, expires_at, next_try_at)
      values
        (${letterId}, ${organizationId}, ${recipient}, ${channel}, ${kind}, ${subject}, ${body}, ${at}, ${new Date(letter.expiresAt)}, ${at})`,
  );
}

export interface Place {
  readonly at: number;
  readonly letterId: string;
}

/** Newest first. */
export async function listLetters(
  on: Queryable,
  {
    organizationId,
    before,
    limit,
  }: { readonly organizationId: string; readonly before: Place | null; readonly limit: number },
): Promise<readonly StoredLetter[]> {
  const at = before === null ? null : new Date(before.at);
  return query(
    on,
    sql`
      select letter_id, recipient, channel, kind, subject, body, created_at, expires_at, sent_at, failure
      from letters
      where organization_id = ${organizationId}
        and (${at}::timestamptz is null or (created_at, letter_id) < (${at}, ${before?.letterId ?? null}::uuid))
      order by created_at desc, letter_id desc
      limit ${limit}`,
    letterRow,
  );
}

/** The next letters to send, not to be taken by anybody else for as long as `leaseSeconds`. */
export async function takeLetters(
  on: Queryable,
  {
    channels,
    count,
    leaseSeconds,
  }: { readonly channels: readonly LetterChannel[]; readonly count: number; readonly leaseSeconds: number },
): Promise<readonly TakenLetter[]> {
  return query(
    on,
    sql`
      update letters
      set next_try_at = now() + make_interval(secs => ${leaseSeconds}::int), tries = tries + 1
      where letter_id in (
        select letter_id
        from letters
        where next_try_at <= now() and sent_at is null and body is not null and expires_at > now()
          and channel = any(${channels}::text[])
        order by next_try_at
        limit ${count}
        for update skip locked
      )
      returning letter_id, recipient, channel, kind, subject, body, created_at, expires_at, sent_at, failure, tries`,
    takenRow,
  );
}

/** What was sent is not kept: a link in it is a key. */
export async function markSent(on: Queryable, letterId: string): Promise<void> {
  await execute(
    on,
    sql`
      update letters
      set sent_at = now(), next_try_at = null, failure = null, body = null
      where letter_id = ${letterId}`,
  );
}

/** Tried again later and later, up to once in an hour. */
export async function markFailed(on: Queryable, { letterId, tries }: TakenLetter, failure: string): Promise<void> {
  // Not by the row itself: a cluster computes no moment from a column.
  const pauseSeconds = Math.min(PAUSE_SECONDS_MAX, PAUSE_SECONDS * 2 ** tries);
  await execute(
    on,
    sql`
      update letters
      set failure = ${failure}, next_try_at = now() + make_interval(secs => ${pauseSeconds})
      where letter_id = ${letterId} and sent_at is null`,
  );
}

/** Bodies whose link is over, and letters that are long past; of codes, which went to whoever was named, sooner. */
export async function tidyLetters(
  on: Queryable,
  { keptDays, codesKeptDays }: { readonly keptDays: number; readonly codesKeptDays: number },
): Promise<void> {
  await execute(
    on,
    sql`update letters set body = null, next_try_at = null where body is not null and expires_at < now()`,
  );
  await execute(on, sql`delete from letters where created_at < now() - make_interval(days => ${keptDays}::int)`);
  await execute(
    on,
    sql`delete from letters where kind = 'code' and created_at < now() - make_interval(days => ${codesKeptDays}::int)`,
  );
}

/** Codes that went to one of these. */
export async function deleteCodeLetters(
  on: Queryable,
  { organizationId, recipients }: { readonly organizationId: string; readonly recipients: readonly string[] },
): Promise<void> {
  await execute(
    on,
    sql`
      delete from letters
      where organization_id = ${organizationId} and kind = 'code' and recipient = any(${recipients}::text[])`,
  );
}
