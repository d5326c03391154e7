/**
 * Everything a shop would take along if it left: members, identities, balances and receipts, as files that a spreadsheet or
 * a program reads. All of it is of one moment, however long it takes: one transaction sees one snapshot.
 */
import { formatDecimal, type Instant } from '@kopilka/engine';
import type { Database, Tx } from '../../kit/db.ts';
import type { Progress } from '../../kit/progress.ts';
import {
  accountPages,
  balancesOf,
  type ExportedAccount,
  guestReceiptPages,
  operationPages,
} from '../../ledger/export.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { csvRow } from './csv.ts';
import { type ExportFiles, openExportFiles } from './files.ts';
import { guestRows, operationRows, type ReceiptRows, RECEIPTS_HEADER } from './receipt-rows.ts';
import { countMembers, holdersOf, identitiesOf, memberPages } from './store.ts';

const FILES = ['members.csv', 'identities.csv', 'balances.csv', 'receipts.csv', 'receipts.ndjson'] as const;
type FileName = (typeof FILES)[number];

export interface ExportJob {
  readonly organizationId: string;
  readonly directory: string;
  /** Balances are as of then. */
  readonly now: Instant;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface ExportCounts {
  members: number;
  accounts: number;
  receipts: number;
}

interface Walk {
  readonly tx: Tx;
  readonly job: ExportJob;
  readonly files: ExportFiles<FileName>;
  readonly programs: ProgramRegistry;
  readonly counts: ExportCounts;
}

/** Answers what was written; throws ExportDirectoryError, or the signal's reason when it was stopped. */
export async function exportOrganization(
  { db, programs }: { readonly db: Database; readonly programs: ProgramRegistry },
  job: ExportJob,
): Promise<ExportCounts> {
  const files = await openExportFiles(job.directory, FILES);
  const counts: ExportCounts = { members: 0, accounts: 0, receipts: 0 };
  try {
    await db.snapshot(job.organizationId, async (tx) => {
      const walk = { tx, job, files, programs, counts };
      await writeMembers(walk);
      await writeAccounts(walk);
      await writeGuests(walk);
    });
    await files.finish();
  } finally {
    await files.close();
    job.progress.stop();
  }
  return counts;
}

async function writeMembers({ tx, job, files, counts }: Walk): Promise<void> {
  job.progress.total(await countMembers(tx, job.organizationId));
  await files.append(
    'members.csv',
    csvRow(['member', 'status', 'name', 'birthday', 'language', 'comment', 'created_at']),
  );
  await files.append('identities.csv', csvRow(['member', 'kind', 'value']));
  for await (const page of memberPages(tx, job.organizationId)) {
    job.signal.throwIfAborted();
    const rows = page.map(({ memberId, status, profile, createdAt }) => {
      const { name = null, birthday = null, language = null, comment = null } = profile;
      return csvRow([memberId, status, name, birthday, language, comment, new Date(createdAt).toISOString()]);
    });
    const identities = await identitiesOf(
      tx,
      page.map((member) => member.memberId),
    );
    await files.append('members.csv', rows.join(''));
    await files.append(
      'identities.csv',
      identities.map(({ memberId, kind, value }) => csvRow([memberId, kind, value])).join(''),
    );
    counts.members += page.length;
  }
}

/** Accounts in pages, and with each page the balances and receipts of its accounts. */
async function writeAccounts(walk: Walk): Promise<void> {
  const { tx, job, files, counts } = walk;
  await files.append(
    'balances.csv',
    csvRow(['account', 'members', 'program', 'level', 'wallet', 'available', 'pending', 'debt']),
  );
  await files.append('receipts.csv', RECEIPTS_HEADER);
  for await (const page of accountPages(tx, job.organizationId)) {
    await writeBalances(walk, page);
    for await (const operations of operationPages(tx, await shopsOwn(walk, page), ['purchase', 'return'])) {
      job.signal.throwIfAborted();
      await writeReceipts(
        walk,
        operations.map(operationRows).filter((rows) => rows !== null),
      );
    }
    counts.accounts += page.length;
    job.progress.at(counts.accounts);
  }
}

/** What a gift card pays is no receipt of its own: the receipt is the shop's, and stands there already. */
async function shopsOwn(
  { programs, job }: Walk,
  accounts: readonly ExportedAccount[],
): Promise<readonly ExportedAccount[]> {
  const ids = new Set(await programs.programIds(job.organizationId));
  return accounts.filter(({ programId }) => ids.has(programId));
}

async function writeBalances({ tx, job, files, programs }: Walk, page: readonly ExportedAccount[]): Promise<void> {
  const balances = Map.groupBy(await balancesOf(tx, page, job.now), (balance) => balance.accountId);
  const holders = Map.groupBy(
    await holdersOf(
      tx,
      page.map((account) => account.accountId),
    ),
    (holder) => holder.accountId,
  );
  const rows: string[] = [];
  for (const { accountId, programId, tier } of page) {
    const program = (await programs.timeline(job.organizationId, programId))?.newest.program;
    const members = (holders.get(accountId) ?? []).map((holder) => holder.memberId).join(' ');
    for (const { wallet, available, pending, debt } of balances.get(accountId) ?? []) {
      const decimals = program?.wallets.get(wallet)?.decimals ?? 0;
      const amounts = [available, pending, debt].map((units) => formatDecimal(units, decimals));
      rows.push(csvRow([accountId, members, programId, tier, wallet, ...amounts]));
    }
  }
  await files.append('balances.csv', rows.join(''));
}

async function writeGuests(walk: Walk): Promise<void> {
  for await (const page of guestReceiptPages(walk.tx, walk.job.organizationId)) {
    walk.job.signal.throwIfAborted();
    await writeReceipts(walk, page.map(guestRows));
  }
}

async function writeReceipts({ files, counts }: Walk, rows: readonly ReceiptRows[]): Promise<void> {
  await files.append('receipts.ndjson', rows.map((row) => row.json).join(''));
  await files.append('receipts.csv', rows.map((row) => row.csv).join(''));
  counts.receipts += rows.length;
}
