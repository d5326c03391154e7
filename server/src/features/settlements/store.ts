/** Statements about closed settlements. Rows are written once; the database has no policy that would let them be changed. */
import { instant, type Instant } from '@kopilka/engine';
import { z } from 'zod';
import type { Tx } from '../../kit/db.ts';
import { execute, query, queryOne, sql } from '../../kit/sql.ts';
import type { Statement, StatementLine } from './statement.ts';

export interface ClosedStatement {
  readonly statement: Statement;
  readonly closedAt: Instant;
  readonly closedBy: string;
  readonly hash: string;
}

const settlementRow = z.object({
  zone: z.string(),
  currency: z.string(),
  currency_decimals: z.number(),
  closed_at: z.number(),
  closed_by: z.string(),
  hash: z.string(),
});

const lineRow = z
  .object({
    partner: z.string(),
    name: z.object({ ru: z.string().optional(), en: z.string().optional() }),
    wallet: z.string(),
    decimals: z.number(),
    issue_price: z.number().nullable(),
    redeem_price: z.number().nullable(),
    issued: z.number(),
    taken_back: z.number(),
    redeemed: z.number(),
    restored: z.number(),
    owed_by: z.number(),
    owed_to: z.number(),
  })
  .transform((row): StatementLine => ({
    partner: row.partner,
    name: {
      ...(row.name.ru === undefined ? {} : { ru: row.name.ru }),
      ...(row.name.en === undefined ? {} : { en: row.name.en }),
    },
    wallet: row.wallet,
    decimals: row.decimals,
    issuePrice: row.issue_price,
    redeemPrice: row.redeem_price,
    issued: row.issued,
    takenBack: row.taken_back,
    redeemed: row.redeemed,
    restored: row.restored,
    owedBy: row.owed_by,
    owedTo: row.owed_to,
  }));

/** Answers whether the month was open. */
export async function insertSettlement(tx: Tx, organizationId: string, closed: ClosedStatement): Promise<boolean> {
  const { statement, closedAt, closedBy, hash } = closed;
  const { programId, period, zone, currency, currencyDecimals, lines } = statement;
  const inserted = await execute(
    tx,
    sql`
      insert into settlements (
        organization_id, program_id, period, zone, currency, currency_decimals, closed_at, closed_by, hash
      )
      values (
        ${organizationId}, ${programId}, ${period}, ${zone}, ${currency}, ${currencyDecimals}, ${new Date(closedAt)},
        ${closedBy}, ${hash}
      )
      on conflict do nothing`,
  );
  if (inserted === 1 && lines.length > 0)
    await execute(
      tx,
      sql`
        insert into settlement_lines (
          organization_id, program_id, period, line, partner, name, wallet, decimals, issue_price, redeem_price, issued,
          taken_back, redeemed, restored, owed_by, owed_to
        )
        select ${organizationId}, ${programId}, ${period}, x.*
        from json_to_recordset(${JSON.stringify(lines.map(rowOf))}::json) as x (
          line integer, partner text, name jsonb, wallet text, decimals smallint, issue_price bigint, redeem_price bigint,
          issued bigint, taken_back bigint, redeemed bigint, restored bigint, owed_by bigint, owed_to bigint
        )
        -- Nothing conflicts, the settlement is new. Without these words a cluster copies the rows, which row-level security forbids.
        on conflict do nothing`,
    );
  return inserted === 1;
}

function rowOf(line: StatementLine, index: number): object {
  return {
    line: index + 1,
    partner: line.partner,
    name: line.name,
    wallet: line.wallet,
    decimals: line.decimals,
    issue_price: line.issuePrice,
    redeem_price: line.redeemPrice,
    issued: line.issued,
    taken_back: line.takenBack,
    redeemed: line.redeemed,
    restored: line.restored,
    owed_by: line.owedBy,
    owed_to: line.owedTo,
  };
}

export async function findSettlement(
  tx: Tx,
  {
    organizationId,
    programId,
    period,
  }: { readonly organizationId: string; readonly programId: string; readonly period: string },
): Promise<ClosedStatement | null> {
  const row = await queryOne(
    tx,
    sql`
      select zone, currency, currency_decimals, closed_at, closed_by, hash
      from settlements
      where organization_id = ${organizationId} and program_id = ${programId} and period = ${period}`,
    settlementRow,
  );
  if (row === undefined) return null;
  const lines = await query(
    tx,
    sql`
      select partner, name, wallet, decimals, issue_price, redeem_price, issued, taken_back, redeemed, restored, owed_by, owed_to
      from settlement_lines
      where organization_id = ${organizationId} and program_id = ${programId} and period = ${period}
      order by line`,
    lineRow,
  );
  const { zone, currency, currency_decimals: currencyDecimals } = row;
  return {
    statement: { programId, period, zone, currency, currencyDecimals, lines },
    closedAt: instant(row.closed_at),
    closedBy: row.closed_by,
    hash: row.hash,
  };
}
