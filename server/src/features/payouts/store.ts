/** Statements about payouts: who asked, approved, paid and refused. Each step is one statement that names the step before it. */
import { instant, type Instant, units, type Units } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';

export const PAYOUT_STATUSES = ['requested', 'approved', 'paid', 'refused'] as const;
const STORED_STATUSES = ['begun', ...PAYOUT_STATUSES] as const;

/** Who did something, by the id of an API key, and when. */
export interface Step {
  readonly by: string;
  readonly at: Instant;
}

export interface NewPayout {
  readonly payoutId: string;
  readonly programId: string;
  readonly accountId: string;
  readonly memberId: string;
  readonly wallet: string;
  readonly units: Units;
  readonly destination: string | null;
  readonly requested: Step;
}

export interface StoredPayout extends NewPayout {
  /** begun: the units have not left the account, or that is not known yet. */
  readonly status: (typeof STORED_STATUSES)[number];
  readonly operationId: string | null;
  readonly approved: Step | null;
  readonly paid: Step | null;
  readonly refused: (Step & { readonly reason: string | null }) | null;
}

const actor = z.string().nullable();
const moment = z.number().nullable();
const payoutRow = z
  .object({
    payout_id: z.string(),
    program_id: z.string(),
    account_id: z.string(),
    member_id: z.string(),
    wallet: z.string(),
    units: z.int(),
    destination: z.string().nullable(),
    status: z.enum(STORED_STATUSES),
    operation_id: z.string().nullable(),
    requested_by: z.string(),
    requested_at: z.number(),
    approved_by: actor,
    approved_at: moment,
    paid_by: actor,
    paid_at: moment,
    refused_by: actor,
    refused_at: moment,
    refusal: z.string().nullable(),
  })
  .transform((row): StoredPayout => {
    // What somebody was about to do tells nothing before it is done.
    const paid = row.status === 'paid' ? stepOf(row.paid_by, row.paid_at) : null;
    const refused = row.status === 'refused' ? stepOf(row.refused_by, row.refused_at) : null;
    return {
      payoutId: row.payout_id,
      programId: row.program_id,
      accountId: row.account_id,
      memberId: row.member_id,
      wallet: row.wallet,
      units: units(row.units),
      destination: row.destination,
      status: row.status,
      operationId: row.operation_id,
      requested: { by: row.requested_by, at: instant(row.requested_at) },
      approved: stepOf(row.approved_by, row.approved_at),
      paid,
      refused: refused === null ? null : { ...refused, reason: row.refusal },
    };
  });

/** What has become of a request: null while nobody knows, `repeated` when somebody else had asked for the very same. */
export type Asked = { readonly operationId: string; readonly repeated: boolean } | null;

/**
 * Begun, or requested by the operation that took the units. One that is further is left as it is. Who asks is whoever's request took
 * the units, so that nobody who did approves it.
 */
export async function savePayout(tx: Tx, organizationId: string, payout: NewPayout, asked: Asked): Promise<void> {
  const isAsker = asked !== null && !asked.repeated;
  await execute(
    tx,
    sql`
      insert into payouts (
        shard, payout_id, organization_id, program_id, account_id, member_id, wallet, units, destination, status,
        operation_id, requested_by, requested_at
      )
      values (
        ${shardOf(payout.payoutId)}, ${payout.payoutId}, ${organizationId}, ${payout.programId}, ${payout.accountId},
        ${payout.memberId}, ${payout.wallet}, ${payout.units}, ${payout.destination},
        ${asked === null ? 'begun' : 'requested'}, ${asked?.operationId ?? null}, ${payout.requested.by},
        ${new Date(payout.requested.at)}
      )
      on conflict (shard, payout_id) do update
      set program_id = excluded.program_id, account_id = excluded.account_id, member_id = excluded.member_id,
        wallet = excluded.wallet, units = excluded.units, destination = excluded.destination, status = excluded.status,
        operation_id = excluded.operation_id,
        requested_by = case when ${isAsker} then excluded.requested_by else payouts.requested_by end,
        requested_at = case when ${isAsker} then excluded.requested_at else payouts.requested_at end
      where payouts.status = 'begun' and payouts.organization_id = excluded.organization_id`,
  );
}

/** The units of a payout that was begun have left: it waits for approval. */
export async function confirmPayout(
  tx: Tx,
  payoutId: string,
  happened: { readonly operationId: string; readonly wallet: string; readonly units: Units },
): Promise<void> {
  await execute(
    tx,
    sql`
      update payouts
      set status = 'requested', operation_id = ${happened.operationId}, wallet = ${happened.wallet}, units = ${happened.units}
      where shard = ${shardOf(payoutId)} and payout_id = ${payoutId} and status = 'begun'`,
  );
}

/** It was refused before anything happened, so nothing is kept of it. */
export async function deleteBegunPayout(tx: Tx, payoutId: string): Promise<void> {
  await execute(
    tx,
    sql`delete from payouts where shard = ${shardOf(payoutId)} and payout_id = ${payoutId} and status = 'begun'`,
  );
}

export async function findPayout(tx: Tx, payoutId: string): Promise<StoredPayout | null> {
  const row = await queryOne(
    tx,
    sql`
      select payout_id, program_id, account_id, member_id, wallet, units, destination, status, operation_id, requested_by,
        requested_at, approved_by, approved_at, paid_by, paid_at, refused_by, refused_at, refusal
      from payouts
      where shard = ${shardOf(payoutId)} and payout_id = ${payoutId}`,
    payoutRow,
  );
  return row ?? null;
}

export interface PayoutPage {
  readonly status: StoredPayout['status'];
  /** Where the page before ended. */
  readonly after: { readonly at: Instant; readonly payoutId: string } | null;
  readonly limit: number;
}

/** Oldest first, as they wait. */
export function listPayouts(tx: Tx, organizationId: string, page: PayoutPage): Promise<readonly StoredPayout[]> {
  const after = page.after === null ? null : new Date(page.after.at);
  return query(
    tx,
    sql`
      select payout_id, program_id, account_id, member_id, wallet, units, destination, status, operation_id, requested_by,
        requested_at, approved_by, approved_at, paid_by, paid_at, refused_by, refused_at, refusal
      from payouts
      where organization_id = ${organizationId} and status = ${page.status}
        and (${after}::timestamptz is null or (requested_at, payout_id) > (${after}::timestamptz, ${page.after?.payoutId ?? null}::uuid))
      order by requested_at, payout_id
      limit ${page.limit}`,
    payoutRow,
  );
}

/** Answers whether it was requested by somebody else and is approved now. */
export async function approvePayout(tx: Tx, payoutId: string, { by, at }: Step): Promise<boolean> {
  const changed = await execute(
    tx,
    sql`
      update payouts
      set status = 'approved', approved_by = ${by}, approved_at = ${new Date(at)}
      where shard = ${shardOf(payoutId)} and payout_id = ${payoutId} and status = 'requested' and requested_by <> ${by}`,
  );
  return changed === 1;
}

/** Somebody is about to say that it is paid, or has said so; who, is known even if a crash comes between. */
export async function putPaid(
  tx: Tx,
  payoutId: string,
  { by, at, done }: Step & { readonly done: boolean },
): Promise<void> {
  await execute(
    tx,
    sql`
      update payouts
      set status = case when ${done} then 'paid' else status end, paid_by = ${by}, paid_at = ${new Date(at)}
      where shard = ${shardOf(payoutId)} and payout_id = ${payoutId} and status = 'approved'`,
  );
}

/** The same of a refusal. */
export async function putRefused(
  tx: Tx,
  payoutId: string,
  { by, at, reason, done }: Step & { readonly reason: string | null; readonly done: boolean },
): Promise<void> {
  await execute(
    tx,
    sql`
      update payouts
      set status = case when ${done} then 'refused' else status end, refused_by = ${by}, refused_at = ${new Date(at)},
        refusal = ${reason}
      where shard = ${shardOf(payoutId)} and payout_id = ${payoutId} and status in ('requested', 'approved')`,
  );
}

/** What the ledger says of payouts whose last step was cut short by a crash. */
export async function settlePayouts(
  tx: Tx,
  ended: readonly { readonly payoutId: string; readonly status: 'paid' | 'refused' }[],
): Promise<void> {
  await execute(
    tx,
    sql`
      update payouts p
      set status = x.status
      from unnest(
        ${ended.map(({ payoutId }) => shardOf(payoutId))}::smallint[], ${ended.map(({ payoutId }) => payoutId)}::uuid[],
        ${ended.map(({ status }) => status)}::text[]
      ) as x (shard, payout_id, status)
      where p.shard = x.shard and p.payout_id = x.payout_id and p.status in ('requested', 'approved')`,
  );
}

/** Answers how many destinations there were. */
export function eraseDestination(tx: Tx, payoutId: string): Promise<number> {
  return execute(
    tx,
    sql`
      update payouts set destination = null
      where shard = ${shardOf(payoutId)} and payout_id = ${payoutId} and destination is not null`,
  );
}

/** Of a member who is to be forgotten, whatever became of the payouts; what was written when they were refused goes too. */
export function eraseDestinationsOf(tx: Tx, accountIds: readonly string[], memberId: string): Promise<number> {
  return execute(
    tx,
    sql`
      update payouts set destination = null, refusal = null
      where account_id = any(${accountIds}::uuid[]) and member_id = ${memberId}`,
  );
}

/** Of one member, on these accounts; oldest first. */
export function listPayoutsOf(
  tx: Tx,
  accountIds: readonly string[],
  memberId: string,
): Promise<readonly StoredPayout[]> {
  return query(
    tx,
    sql`
      select payout_id, program_id, account_id, member_id, wallet, units, destination, status, operation_id, requested_by,
        requested_at, approved_by, approved_at, paid_by, paid_at, refused_by, refused_at, refusal
      from payouts
      where account_id = any(${accountIds}::uuid[]) and member_id = ${memberId}
      order by requested_at, payout_id`,
    payoutRow,
  );
}

function stepOf(by: string | null, at: number | null): Step | null {
  return by === null || at === null ? null : { by, at: instant(at) };
}

function shardOf(payoutId: string): number {
  return Number.parseInt(payoutId.slice(-2), 16);
}
