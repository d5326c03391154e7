/** Statements about prize draws. Locks: the draw's row. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';
import type { Holder, Picked } from './pick.ts';

const wordsRow = z.object({ ru: z.string().optional(), en: z.string().optional() });
const prizesRow = z.strictObject({
  v: z.literal(1),
  prizes: z.array(z.strictObject({ name: wordsRow, count: z.int() })),
});

export interface DrawName {
  readonly organizationId: string;
  readonly programId: string;
  readonly drawId: string;
}

export interface DrawTerms {
  readonly wallet: string;
  readonly at: Instant;
  readonly prizes: readonly { readonly name: { readonly ru?: string; readonly en?: string }; readonly count: number }[];
}

export interface StoredDraw extends DrawTerms {
  readonly seed: Buffer;
  readonly commitment: string;
  readonly programVersion: number;
  readonly committedAt: Instant;
  readonly drawn: { readonly at: Instant; readonly tickets: number; readonly ticketsHash: string } | null;
}

export interface StoredWinner extends Picked {
  /** Index in the terms' prizes. */
  readonly prize: number;
}

const drawRow = z
  .object({
    seed: z.instanceof(Buffer),
    commitment: z.string(),
    program_version: z.number(),
    wallet: z.string(),
    draw_at: z.number(),
    prizes: prizesRow,
    committed_at: z.number(),
    drawn_at: z.number().nullable(),
    tickets: z.number().nullable(),
    tickets_hash: z.string().nullable(),
  })
  .transform((row): StoredDraw => {
    const { drawn_at: drawnAt, tickets, tickets_hash: ticketsHash } = row;
    return {
      seed: row.seed,
      commitment: row.commitment,
      programVersion: row.program_version,
      wallet: row.wallet,
      at: instant(row.draw_at),
      prizes: row.prizes.prizes.map(({ name, count }) => ({
        name: { ...(name.ru === undefined ? {} : { ru: name.ru }), ...(name.en === undefined ? {} : { en: name.en }) },
        count,
      })),
      committedAt: instant(row.committed_at),
      drawn:
        drawnAt === null || tickets === null || ticketsHash === null
          ? null
          : { at: instant(drawnAt), tickets, ticketsHash },
    };
  });

const winnerRow = z
  .object({ n: z.number(), prize: z.number(), attempt: z.number(), ticket: z.number(), account_id: z.string() })
  .transform(({ account_id: accountId, ...row }): StoredWinner => ({ ...row, accountId }));

const ticketRow = z
  .object({ n: z.number(), account_id: z.string(), units: z.number(), upto: z.number() })
  .transform(({ account_id: accountId, ...row }) => ({ ...row, accountId }));

export type StoredTickets = z.output<typeof ticketRow>;

/** Answers whether there was no commitment yet. */
export async function insertDraw(tx: Tx, name: DrawName, draw: StoredDraw): Promise<boolean> {
  const inserted = await execute(
    tx,
    sql`
      insert into draws (
        organization_id, program_id, draw_id, seed, commitment, program_version, wallet, draw_at, prizes, committed_at
      )
      values (
        ${name.organizationId}, ${name.programId}, ${name.drawId}, ${draw.seed}, ${draw.commitment}, ${draw.programVersion},
        ${draw.wallet}, ${new Date(draw.at)}, ${JSON.stringify({ v: 1, prizes: draw.prizes })}, ${new Date(draw.committedAt)}
      )
      on conflict do nothing`,
  );
  return inserted === 1;
}

/** Of a program, by id; one that is not committed is absent. */
export async function findDraws(
  tx: Tx,
  { organizationId, programId }: Omit<DrawName, 'drawId'>,
  drawIds: readonly string[],
): Promise<ReadonlyMap<string, StoredDraw>> {
  const rows = await query(
    tx,
    sql`
      select draw_id, seed, commitment, program_version, wallet, draw_at, prizes, committed_at, drawn_at, tickets, tickets_hash
      from draws
      where organization_id = ${organizationId} and program_id = ${programId} and draw_id = any (${drawIds}::text[])`,
    z.object({ draw_id: z.string() }).and(drawRow),
  );
  return new Map(rows.map(({ draw_id: drawId, ...draw }) => [drawId, draw]));
}

/** Whoever draws holds the row until the winners are written. */
export async function lockDraw(tx: Tx, name: DrawName): Promise<StoredDraw | null> {
  const row = await queryOne(
    tx,
    sql`
      select seed, commitment, program_version, wallet, draw_at, prizes, committed_at, drawn_at, tickets, tickets_hash
      from draws
      where organization_id = ${name.organizationId} and program_id = ${name.programId} and draw_id = ${name.drawId}
      for update`,
    drawRow,
  );
  return row ?? null;
}

/** A page of a million holders would be more than a statement should carry. */
const TICKETS_PAGE = 10_000;

export async function insertTickets(tx: Tx, name: DrawName, holders: readonly Holder[]): Promise<void> {
  let upto = 0;
  const rows = holders.map(({ accountId, units }, index) => {
    upto += units;
    return { n: index + 1, account_id: accountId, units, upto };
  });
  for (let from = 0; from < rows.length; from += TICKETS_PAGE)
    await execute(
      tx,
      sql`
        insert into draw_tickets (organization_id, program_id, draw_id, n, account_id, units, upto)
        select ${name.organizationId}, ${name.programId}, ${name.drawId}, x.*
        from json_to_recordset(${JSON.stringify(rows.slice(from, from + TICKETS_PAGE))}::json) as x (
          n integer, account_id uuid, units bigint, upto bigint
        )
        -- Nothing conflicts, here and below: the draw is held. Without these words a cluster copies the rows, which row-level security forbids.
        on conflict do nothing`,
    );
}

export async function insertWinners(tx: Tx, name: DrawName, winners: readonly StoredWinner[]): Promise<void> {
  const rows = winners.map(({ accountId, ...winner }) => ({ ...winner, account_id: accountId }));
  await execute(
    tx,
    sql`
      insert into draw_winners (organization_id, program_id, draw_id, n, prize, attempt, ticket, account_id)
      select ${name.organizationId}, ${name.programId}, ${name.drawId}, x.*
      from json_to_recordset(${JSON.stringify(rows)}::json) as x (
        n integer, prize integer, attempt integer, ticket bigint, account_id uuid
      )
      on conflict do nothing`,
  );
}

export async function markDrawn(tx: Tx, name: DrawName, drawn: NonNullable<StoredDraw['drawn']>): Promise<void> {
  await execute(
    tx,
    sql`
      update draws
      set drawn_at = ${new Date(drawn.at)}, tickets = ${drawn.tickets}, tickets_hash = ${drawn.ticketsHash}
      where organization_id = ${name.organizationId} and program_id = ${name.programId} and draw_id = ${name.drawId}`,
  );
}

/** Of a program's draws, by id, in the order of drawing; a draw without winners is absent. */
export async function listWinners(
  tx: Tx,
  { organizationId, programId }: Omit<DrawName, 'drawId'>,
  drawIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredWinner[]>> {
  const rows = await query(
    tx,
    sql`
      select draw_id, n, prize, attempt, ticket, account_id
      from draw_winners
      where organization_id = ${organizationId} and program_id = ${programId} and draw_id = any (${drawIds}::text[])
      order by n`,
    z.object({ draw_id: z.string() }).and(winnerRow),
  );
  const winners = rows.map(({ draw_id: drawId, ...winner }) => ({ drawId, winner }));
  const byDraw = Map.groupBy(winners, ({ drawId }) => drawId);
  return new Map([...byDraw].map(([drawId, own]) => [drawId, own.map(({ winner }) => winner)]));
}

export async function listTickets(
  tx: Tx,
  name: DrawName,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly StoredTickets[]> {
  return query(
    tx,
    sql`
      select n, account_id, units, upto
      from draw_tickets
      where organization_id = ${name.organizationId} and program_id = ${name.programId} and draw_id = ${name.drawId}
        and n > ${page.after}
      order by n
      limit ${page.limit}`,
    ticketRow,
  );
}
