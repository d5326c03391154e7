/** What would happen, and where an account stands: the same decisions on the same loaded accounts, nothing written. */
import {
  decide,
  quotaDemands,
  withQuotas,
  type CompiledProgram,
  type Event,
  type Instant,
  type Standing,
} from '@kopilka/engine';
import { createBatcher } from '../kit/batcher.ts';
import type { Queryable } from '../kit/sql.ts';
import type { LoadedAccount } from './account-row.ts';
import { programOf } from './accounts.ts';
import { newOperationId } from './ids.ts';
import type { ProgramAccount, QuoteRequest, QuoteResult } from './ledger.ts';
import { begin, live, liveUntil } from './live.ts';
import { homesOf } from './homes.ts';
import { loadAccounts, loadPurchases, type LoadRequest } from './load.ts';
import type { ProgramSource } from './program-source.ts';
import { quotasLeft } from './quota-store.ts';
import { loadedIn, readingWanted } from './reading.ts';

/** Accounts loaded by one query. */
const BATCH_MAX = 128;
const BATCHES_PARALLEL = 3;

export interface Foresight {
  quote(request: QuoteRequest): Promise<QuoteResult>;
  standing(organizationId: string, accountId: string, now: Instant): Promise<Standing | null>;
  standings(
    organizationId: string,
    accounts: readonly ProgramAccount[],
    now: Instant,
  ): Promise<ReadonlyMap<string, Standing>>;
}

/** Quotes have queries of their own, so they do not wait behind writes. */
export function createForesight(system: Queryable, programs: ProgramSource): Foresight {
  const loadOne = createBatcher<LoadRequest, LoadedAccount | undefined>({
    load: async (requests) => {
      const homes = await homesOf(system);
      const rounds = await Promise.all(
        roundsOf(requests).map(async (round) => {
          const accounts = await loadAccounts(system, homes, [...round.values()]);
          return { round, accounts };
        }),
      );
      return requests.map(({ accountId, ...wanted }) =>
        rounds.find(({ round }) => isSamePart(round.get(accountId), wanted))?.accounts.get(accountId),
      );
    },
    sizeMax: BATCH_MAX,
    parallelMax: BATCHES_PARALLEL,
  });

  async function withPurchases(loaded: LoadedAccount, { event, accountId }: QuoteRequest): Promise<LoadedAccount> {
    if (event.type !== 'return') return loaded;
    const wanted = event.parts.map((part) => ({ accountId, purchaseId: part.purchase }));
    const purchases = await loadPurchases(system, await homesOf(system), wanted);
    return { ...loaded, account: { ...loaded.account, purchases } };
  }

  async function withWhatIsLeft(program: CompiledProgram, { event, ...owner }: QuoteRequest): Promise<Event> {
    const demands = quotaDemands(program, event);
    return demands.length === 0 ? event : withQuotas(event, await quotasLeft(system, owner, demands));
  }

  /** Those asked for at once are loaded together. */
  async function standingOf(
    organizationId: string,
    { accountId, programId }: ProgramAccount,
    now: Instant,
  ): Promise<Standing | null> {
    const timeline = await programs.timeline(organizationId, programId);
    if (timeline === null) return null;
    const { program } = timeline.at(now);
    const loaded = await loadOne({ accountId, ...readingWanted(program, now), checkouts: [], isWhole: false });
    if (loaded?.organizationId !== organizationId || loaded.programId !== programId) return null;
    const life = begin(loaded, timeline);
    liveUntil(life, now);
    const verdict = decide(program, life.account, { type: 'clock', at: now });
    return verdict.type === 'decided' ? verdict.decision.after : null;
  }

  return {
    quote: async (request) => {
      const { organizationId, programId, accountId, event, reading } = request;
      const timeline = await programs.timeline(organizationId, programId);
      if (timeline === null) return { type: 'account_unknown' };
      const { program } = timeline.at(event.at);
      const isWhole = event.type === 'merge';
      const wanted = { accountId, ...readingWanted(program, event.at), checkouts: [], isWhole };
      const loaded = (isWhole ? undefined : loadedIn(reading, wanted)) ?? (await loadOne(wanted));
      if (loaded?.organizationId !== organizationId || loaded.programId !== programId)
        return { type: 'account_unknown' };
      const life = begin(await withPurchases(loaded, request), timeline);
      const offered = await withWhatIsLeft(program, request);
      const step = live(life, {
        operationId: newOperationId(Date.now(), 0),
        event: offered,
        programVersion: undefined,
      });
      return 'type' in step ? step : { type: 'quoted', decision: step.decision };
    },
    standing: async (organizationId, accountId, now) => {
      const programId = await programOf(system, organizationId, accountId);
      return programId === null ? null : standingOf(organizationId, { accountId, programId }, now);
    },
    standings: async (organizationId, accounts, now) => {
      const found = await Promise.all(accounts.map((account) => standingOf(organizationId, account, now)));
      return new Map(
        found.flatMap((standing, at) => {
          const accountId = accounts[at]?.accountId;
          return standing === null || accountId === undefined ? [] : [[accountId, standing]];
        }),
      );
    },
  };
}

/**
 * By account: one row answers all requests that want the same part of it, from the earliest moment on. Who asks about another day
 * needs other days of the meters, and another row: nearly always one round is enough.
 */
function roundsOf(requests: readonly LoadRequest[]): readonly ReadonlyMap<string, LoadRequest>[] {
  const rounds: Map<string, LoadRequest>[] = [];
  for (const request of requests) {
    const { accountId } = request;
    const round = rounds.find((each) => !each.has(accountId) || isSamePart(each.get(accountId), request));
    const known = round?.get(accountId);
    if (round === undefined) rounds.push(new Map([[accountId, request]]));
    else if (known === undefined || request.at < known.at) round.set(accountId, request);
  }
  return rounds;
}

function isSamePart(known: LoadRequest | undefined, wanted: Omit<LoadRequest, 'accountId'>): boolean {
  return known?.meter === wanted.meter && known.windowFrom === wanted.windowFrom && known.isWhole === wanted.isWhole;
}
