/**
 * A month with its partners: what it comes to so far, or, once it is closed, what was written down then, for ever. What comes
 * later (a return of goods sold in a closed month) falls into the month in which it is accepted.
 */
import { instant, type Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { momentText } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { type Month, monthOf } from './period.ts';
import { computeStatement, type Statement, statementHash } from './statement.ts';
import { type ClosedStatement, findSettlement, insertSettlement } from './store.ts';

export interface SettlementDeps extends QuoteDeps {
  /** The machine’s: operations are accepted by it, in sandboxes too. */
  readonly clock: Clock;
}

export interface SettlementAsked {
  readonly organizationId: string;
  readonly programId: string | undefined;
  readonly period: string;
}

export interface Settlement {
  readonly statement: Statement;
  readonly month: Month;
  /** null while the month is open. */
  readonly closed: Omit<ClosedStatement, 'statement'> | null;
}

/** Throws ApiError program_unknown or program_required. */
export async function readSettlement(deps: SettlementDeps, asked: SettlementAsked): Promise<Settlement> {
  const { organizationId, period } = asked;
  const known = await deps.programs.choose(organizationId, asked.programId);
  const { programId } = known;
  const month = monthOf(period, known);
  const stored = await deps.db.tenant(organizationId, (tx) =>
    findSettlement(tx, { organizationId, programId, period }),
  );
  if (stored !== null) return settlementOf(stored, month);
  const statement = await computeStatement(deps.ledger, { organizationId, known, period, month });
  return { statement, month, closed: null };
}

/** Throws ApiError settlement_too_early. */
export async function closeSettlement(
  deps: SettlementDeps,
  asked: SettlementAsked & { readonly keyId: string },
): Promise<{ readonly settlement: Settlement; readonly repeated: boolean }> {
  const { organizationId, period, keyId } = asked;
  const open = await readSettlement(deps, asked);
  if (open.closed !== null) return { settlement: open, repeated: true };
  const now = nowOf(deps);
  if (now < open.month.closesFrom)
    throw new ApiError('settlement_too_early', { from: momentText(open.month.closesFrom) });
  const { statement, month } = open;
  const { programId } = statement;
  const closing: ClosedStatement = { statement, closedAt: now, closedBy: keyId, hash: statementHash(statement) };
  return deps.db.tenant(organizationId, async (tx) => {
    const isFirst = await insertSettlement(tx, organizationId, closing);
    const stored = await findSettlement(tx, { organizationId, programId, period });
    if (stored === null) throw new Error('a settlement that was just written is not there');
    return { settlement: settlementOf(stored, month), repeated: !isFirst };
  });
}

function settlementOf({ statement, ...closed }: ClosedStatement, month: Month): Settlement {
  if (statementHash(statement) !== closed.hash)
    throw new Error(`the settlement of ${statement.period} is not what was closed`);
  return { statement, month, closed };
}

function nowOf({ clock }: SettlementDeps): Instant {
  return instant(clock.now());
}
