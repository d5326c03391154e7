/**
 * Whether the server can do its work: it is not stopping, the database answers in time, has every migration this code knows,
 * and can write, which is tried by writing. The answer is a second old at most.
 */
import { z } from 'zod';
import { isWriteRefused } from '../../kit/connection-lost.ts';
import type { Database } from '../../kit/db.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '../../kit/migrate.ts';
import { withPatience } from '../../kit/patience.ts';
import { queryOne, sql } from '../../kit/sql.ts';

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

const ANSWER_MS_MAX = 2_000;
const FRESH_MS = 1_000;
const stateRow = z.object({ applied: z.number(), writable: z.boolean() });

export type ReadinessCheck = () => Promise<Readiness>;

export function createReadinessCheck(db: Database, isStopping: () => boolean): ReadinessCheck {
  const known = readMigrations(MIGRATIONS_DIRECTORY).length;
  let latest: { readonly until: number; readonly answer: Promise<Readiness> } | undefined;
  return () => {
    if (isStopping()) return Promise.resolve({ ready: false, reason: 'the server is stopping' });
    const nowMs = performance.now();
    if (latest === undefined || nowMs > latest.until) latest = { until: nowMs + FRESH_MS, answer: ask(db, known) };
    return latest.answer;
  };
}

async function ask(db: Database, known: number): Promise<Readiness> {
  try {
    const state = await withPatience(readState(db), ANSWER_MS_MAX);
    // A newer server may have brought the schema further: what it did leaves this one able to work (docs/guide/operations.md).
    if (state.applied < known) return notReady(`${state.applied} of ${known} migrations are applied`);
    return state.writable ? { ready: true } : notReady('the database can be read only');
  } catch (error) {
    return notReady(isWriteRefused(error) ? 'the database cannot write' : 'the database does not answer');
  }
}

function notReady(reason: string): Readiness {
  return { ready: false, reason };
}

async function readState(db: Database): Promise<z.infer<typeof stateRow>> {
  // A message to nobody goes through the journal to the disk as a purchase does, and leaves no row behind.
  const state = await queryOne(
    db.system,
    sql`select (select count(*)::int from schema_migrations) as applied,
        case when current_setting('transaction_read_only') = 'on' then false
          else pg_logical_emit_message(true, 'kopilka', 'ready') is not null
        end as writable`,
    stateRow,
  );
  if (state === undefined) throw new Error('the database says nothing of its state');
  return state;
}
