/**
 * The demo shop: made when the database has no organization at all, finished when its making was cut off, left alone
 * otherwise. Its year ends at the moment its organization was made, so finishing it later makes the same year.
 */
import { instant, type Instant } from '@kopilka/engine';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import type { Progress } from '../../kit/progress.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { issueKey } from '../keys/issue.ts';
import { createOrganization } from '../organizations/create.ts';
import { resetPassword } from '../people/make-person.ts';
import { documentId, publishProgram } from '../programs/publish.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { makeOwner } from '../staff/change.ts';
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file.ts';
import { loadDemo } from './load-demo.ts';
import { listOrganizations } from './store.ts';

const NAME = 'Угловая кофейня / Corner Coffee';
const PROGRAM_FILE = join(import.meta.dirname, '../../../../programs/corner-coffee/program.yaml');
/** Nobody's address (RFC 2606). */
const OWNER_DOMAIN = 'kopilka.example';
const DEFAULT_SEED = 'corner';
const DEFAULT_MEMBERS = 3_000;

export interface DemoDeps {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly programs: ProgramRegistry;
  readonly clock: Clock;
  /** null when DATABASE_URL names the server: the keys are then only printed. */
  readonly dataDirectory: string | null;
  /** Where the server answers, for whoever reads demo.json. */
  readonly baseUrl: string;
  readonly log: (line: string) => void;
  readonly startProgress: (label: string) => Progress;
  /** Aborted when it should stop; a later call goes on. */
  readonly signal?: AbortSignal;
}

export interface DemoWishes {
  readonly seed?: string;
  readonly members?: number;
  /** Make another demo shop even if there are organizations already. */
  readonly another?: boolean;
}

/** Answers where the demo is; null when this database belongs to somebody who did not ask for one. */
export async function ensureDemo(deps: DemoDeps, wishes: DemoWishes = {}): Promise<DemoFile | null> {
  const place = await findOrMake(deps, wishes);
  if (place === null) return null;
  const file = { ...place.file, baseUrl: deps.baseUrl };
  writeDemoFile(deps.dataDirectory, file);
  if (file.complete) return file;
  deps.log(`Making the demo shop «${NAME}» (seed "${file.seed}"): a year of ${file.members} members’ receipts.`);
  const startedAt = performance.now();
  const receipts = await load(deps, file, place.until);
  if (receipts === null) {
    deps.log('Stopped before the year was full; the next start goes on.');
    return file;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  deps.log(`${receipts} receipts in ${seconds} s.`);
  const finished = { ...file, complete: true };
  writeDemoFile(deps.dataDirectory, finished);
  return finished;
}

/** What to print, so that somebody can begin. */
export function describeDemo(file: DemoFile): readonly string[] {
  return [
    `Demo shop: ${NAME}`,
    `  address       ${file.baseUrl}`,
    `  organization  ${file.organizationId}`,
    `  program       ${file.programId}`,
    `  admin key     ${file.adminKey}`,
    `  till key      ${file.tillKey}`,
    `  owner         ${file.ownerEmail}`,
    `  password      ${file.ownerPassword}`,
  ];
}

interface Place {
  readonly file: DemoFile;
  readonly until: Instant;
}

async function findOrMake(deps: DemoDeps, wishes: DemoWishes): Promise<Place | null> {
  const known = wishes.another === true ? [] : await listOrganizations(deps.db);
  const file = wishes.another === true ? null : readDemoFile(deps.dataDirectory);
  const own = known.find((organization) => organization.organizationId === file?.organizationId);
  if (file !== null && own !== undefined) return { file, until: instant(own.createdAt) };
  const [only, others] = known;
  if (only === undefined) return make(deps, wishes);
  // Made, and its keys lost: by a crash before they were written, or because there is no place to write them.
  if (only.name === NAME && others === undefined) return adopt(deps, only, wishes);
  return null;
}

async function make(deps: DemoDeps, wishes: DemoWishes): Promise<Place> {
  const { organizationId, adminKey } = await createOrganization(deps, { name: NAME, sandbox: false });
  const until = instant(deps.clock.now());
  return { file: await furnish(deps, { organizationId, adminKey }, wishes), until };
}

async function adopt(
  deps: DemoDeps,
  { organizationId, createdAt }: { readonly organizationId: string; readonly createdAt: number },
  wishes: DemoWishes,
): Promise<Place> {
  const now = deps.clock.now();
  const admin = await deps.db.tenant(organizationId, (tx) =>
    issueKey(tx, { organizationId, name: '#2', scopes: ['admin'], now }),
  );
  return { file: await furnish(deps, { organizationId, adminKey: admin.key }, wishes), until: instant(createdAt) };
}

/** The program and the till's key; a program that is published already stays as it is. */
async function furnish(
  deps: DemoDeps,
  { organizationId, adminKey }: { readonly organizationId: string; readonly adminKey: string },
  { seed = DEFAULT_SEED, members = DEFAULT_MEMBERS }: DemoWishes,
): Promise<DemoFile> {
  const now = instant(deps.clock.now());
  const source = readFileSync(PROGRAM_FILE, 'utf8');
  const programId = documentId(source, 'yaml');
  await publishProgram(deps, { organizationId, programId, source, format: 'yaml', effectiveFrom: null, now });
  const till = await deps.db.tenant(organizationId, (tx) =>
    issueKey(tx, { organizationId, name: 'Касса / Till', scopes: ['till'], now }),
  );
  const owner = await makeDemoOwner(deps, organizationId);
  const { baseUrl } = deps;
  const keys = { adminKey, tillKey: till.key };
  return { baseUrl, organizationId, programId, ...keys, ...owner, seed, members, complete: false };
}

/** Each demo shop has an owner of its own: one address is one person. */
async function makeDemoOwner(
  { db, clock }: DemoDeps,
  organizationId: string,
): Promise<Pick<DemoFile, 'ownerEmail' | 'ownerPassword'>> {
  const ownerEmail = `owner-${organizationId.slice(0, 8)}@${OWNER_DOMAIN}`;
  const wanted = { organizationId, email: ownerEmail, name: 'Анна', now: clock.now() };
  const { password } = await makeOwner(db, wanted);
  // Made, and the password lost before it was written: a new one.
  const known = { email: ownerEmail, endsSecondFactor: true, now: clock.now() };
  const ownerPassword = password ?? (await resetPassword(db, known));
  if (ownerPassword === null) throw new Error('an owner who was made and is not there');
  return { ownerEmail, ownerPassword };
}

async function load(
  deps: DemoDeps,
  { organizationId, programId, seed, members }: DemoFile,
  until: Instant,
): Promise<number | null> {
  const { newest } = await deps.programs.choose(organizationId, programId);
  const plan = { seed, members, until };
  const { signal = new AbortController().signal } = deps;
  const progress = deps.startProgress('Receipts');
  return loadDemo(deps, { organizationId, program: newest.program, plan, progress, signal });
}
