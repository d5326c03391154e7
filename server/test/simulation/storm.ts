/** One storm: shops open, rounds of tills and faults, and after each round, in calm, the reckoning. */
import { setTimeout as sleep } from 'node:timers/promises';
import { auditShop } from './auditor.ts';
import { type Book, codeOf, type Counts, createBook, repeatsExactly } from './book.ts';
import { foundSchema, memberSchema, operationSchema, pageSchema, type ShopEvidence } from './evidence.ts';
import { perform } from './faults.ts';
import type { House } from './house.ts';
import type { Fault, Plan } from './plan.ts';
import { randomFrom } from './random.ts';
import { cardOf, type Member, type OpenShop, type World } from './requests.ts';
import { programOf, type Shop } from './shops.ts';
import { askPatiently, type Field, workTills } from './tills.ts';
import { PATIENCE_MS, send, type Sent } from './wire.ts';

export interface StormResult {
  readonly offences: readonly string[];
  /** The round in which they were found, from 0. */
  readonly round: number;
  readonly counts: Counts;
  readonly acknowledged: number;
  readonly conflicts: number;
  readonly auditsClean: number;
  readonly cut: number;
  readonly refusedByProxy: number;
  /** The servers' last words, for whoever looks into it. */
  readonly said: string;
}

/** In a house that may have lived through others. */
export async function runStorm(plan: Plan, house: House): Promise<StormResult> {
  const before = house.proxy.counts();
  const book = createBook();
  let round = 0;
  let auditsClean = 0;
  let conflicts = 0;
  try {
    await house.whole();
    const field = { house, book, world: await openWorld(house, book, plan), seed: plan.seed };
    for (; round < plan.rounds && book.offences.length === 0; round += 1) {
      const now = round;
      await Promise.all([
        workTills(
          field,
          plan.actions.filter((action) => action.round === now),
        ),
        ...plan.faults.filter((fault) => fault.round === now).map((fault) => befall(field, fault)),
      ]);
      await house.whole();
      await reckon(field);
      const audit = await house.audit();
      if (audit.isClean) auditsClean += 1;
      else book.offend(`kopilka audit: ${audit.text}`);
      conflicts += await conflictsOf(house);
    }
  } catch (error) {
    book.offend(`the storm broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  const { cut, refused } = house.proxy.counts();
  return {
    offences: book.offences,
    round: Math.max(0, round - 1),
    counts: book.counts,
    acknowledged: [...book.entries.values()].filter(({ answer }) => answer !== null).length,
    conflicts,
    auditsClean,
    cut: cut - before.cut,
    refusedByProxy: refused - before.refused,
    said: house.said().slice(-20_000),
  };
}

/** Whoever is to be killed may be starting again. */
const FAULT_PATIENCE_MS = 10_000;

function canComeLater({ kind }: Fault, { dataDirectory }: House): boolean {
  if (kind === 'kill-database' || kind === 'kill-backend') return dataDirectory !== null;
  return kind.startsWith('kill');
}

async function befall({ house, book, seed }: Field, fault: Fault): Promise<void> {
  await sleep(fault.atMs);
  const random = randomFrom(seed, `fault ${fault.number}`);
  const deadline = performance.now() + FAULT_PATIENCE_MS;
  let isDone = await perform(fault, house, random);
  while (!isDone && canComeLater(fault, house) && performance.now() < deadline) {
    await sleep(100);
    isDone = await perform(fault, house, random);
  }
  const name = isDone ? fault.kind : `missed ${fault.kind}`;
  book.counts.faults[name] = (book.counts.faults[name] ?? 0) + 1;
}

async function openWorld(house: House, book: Book, plan: Plan): Promise<World> {
  const name = `${plan.seed}${Date.now()}`;
  const keys = await house.organizations(plan.shops.map(({ sandbox }) => sandbox));
  const opening = plan.shops.map((shop, index) =>
    openShop(house, { shop, key: keys[index] ?? '', name: `${name}-${index}` }),
  );
  return { shops: await Promise.all(opening), entries: book.entries, name, startedAt: Date.now() };
}

async function openShop(
  house: House,
  { shop, key, name }: { shop: Shop; key: string; name: string },
): Promise<OpenShop> {
  const ask = (sent: Pick<Sent, 'method' | 'path'> & { readonly body: string; readonly contentType?: string }) =>
    asked(house, { key, ...sent });
  await ask({ method: 'PUT', path: '/v1/programs/shop', body: programOf(shop, 1), contentType: 'application/yaml' });
  const members: Member[] = [];
  for (let index = 0; index < shop.members; index += 1)
    members.push(await makeMember(house, key, `${name}-member-${index}`));
  const codes: string[] = [];
  for (let index = 0; shop.shape === 'coupons' && index < shop.codes; index += 1) {
    const code = `SALE${index}X${name.replaceAll('-', 'X')}`;
    codes.push(code);
    const body = JSON.stringify({ couponId: 'ten', code, usesMax: 1 });
    await ask({ method: 'POST', path: '/v1/coupon-batches', body });
  }
  if (shop.shape === 'rewards') {
    const films = Array.from({ length: shop.films }, (_, index) => `FILM-${index}`);
    await ask({ method: 'POST', path: '/v1/rewards/film/codes', body: JSON.stringify({ codes: films }) });
  }
  return { shop, key, members, codes };
}

/** Made by a request that may have to be repeated, and then found. */
async function makeMember(house: House, key: string, card: string): Promise<Member> {
  const body = JSON.stringify({ identities: { card } });
  await asked(house, { method: 'POST', path: '/v1/members', key, body }, 'identity_taken');
  const found = foundSchema.parse(
    JSON.parse(await asked(house, { method: 'GET', path: `/v1/members?card=${card}`, key })),
  );
  const [member] = found.members;
  const accountId = member?.accounts[0]?.accountId;
  if (member === undefined || accountId === undefined)
    throw new Error(`no member, or none with an account, has ${card}`);
  return { id: member.id, accountId };
}

const CALM_PATIENCE_MS = 60_000;

/** In calm: a good answer or an error, unless the refusal is `fine` as well. */
async function asked(
  { addresses }: House,
  sent: Pick<Sent, 'method' | 'path' | 'key'> & { readonly body?: string; readonly contentType?: string },
  fine?: string,
): Promise<string> {
  const whole = { body: null, ...sent };
  const deadline = performance.now() + CALM_PATIENCE_MS;
  for (;;) {
    const outcome = await send(addresses[0], whole, { loss: { type: 'none' }, patienceMs: PATIENCE_MS });
    const isAnswered = outcome.type === 'answer' && outcome.status !== 503;
    if (isAnswered && (outcome.status < 300 || codeOf(outcome.text) === fine)) return outcome.text;
    if (isAnswered || performance.now() > deadline)
      throw new Error(`${sent.method} ${sent.path}: ${outcome.type === 'lost' ? 'no answer' : outcome.text}`);
    await sleep(250);
  }
}

const AT_ONCE = 16;

async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of left) await work(one);
    }),
  );
}

/** What a batch that lost its database may wait before it tries again, and be done with. */
const STILL_UNDER_WAY_MS = 500;
/** What was sent on and could not be written while the disk was full is tried again after 2, 4, 8, 16 seconds. */
const ON_THE_WAY_MS_MAX = 45_000;

/** Nothing is left unknown, everything acknowledged says the same again, and the auditor reads it all. */
async function reckon(field: Field): Promise<void> {
  const { book, world } = field;
  const entries = [...book.entries.values()];
  await each(
    entries.filter((entry) => entry.answer === null && (entry.refused === null || entry.isUncertain)),
    (entry) => askPatiently(field, entry),
  );
  await each(
    entries.filter((entry) => entry.answer !== null && repeatsExactly(entry.action)),
    (entry) => askPatiently(field, entry),
  );
  await each(
    entries.filter(({ action }) => action.what.type === 'enroll'),
    (entry) => findNewcomer(field, entry.action.shop, cardOf(world, entry.action.number)),
  );
  for (const [index, open] of world.shops.entries()) await reckonShop(field, index, open);
}

/** A request that was given up may still be at work somewhere; what it changes is there a moment later. */
async function reckonShop(field: Field, index: number, open: OpenShop): Promise<void> {
  const deadline = performance.now() + ON_THE_WAY_MS_MAX;
  for (;;) {
    const entries = [...field.book.entries.values()].filter(({ action }) => action.shop === index);
    const evidence = await evidenceOf(field, index, open);
    const { offences } = auditShop(open.shop, evidence, entries);
    if (offences.length === 0) return;
    if (performance.now() > deadline) {
      for (const offence of offences) field.book.offend(`shop ${index} (${open.shop.shape}): ${offence}`);
      return;
    }
    await sleep(STILL_UNDER_WAY_MS);
    await each(
      entries.filter(({ answer, action }) => answer === null && repeatsExactly(action)),
      (entry) => askPatiently(field, entry),
    );
  }
}

async function findNewcomer(field: Field, shop: number, card: string): Promise<void> {
  const key = field.world.shops[shop]?.key ?? '';
  const found = foundSchema.parse(
    JSON.parse(await asked(field.house, { method: 'GET', path: `/v1/members?card=${card}`, key })),
  );
  if (found.members.length !== 1) field.book.offend(`the card ${card} has ${found.members.length} members`);
}

async function evidenceOf(
  { house, book, world }: Field,
  index: number,
  { key, members }: OpenShop,
): Promise<ShopEvidence> {
  const get = async (path: string): Promise<unknown> => JSON.parse(await asked(house, { method: 'GET', path, key }));
  const newcomers = [...book.entries.values()].filter(
    ({ action }) => action.shop === index && action.what.type === 'enroll',
  );
  const ids: { readonly id: string }[] = [...members];
  await each(newcomers, async ({ action }) => {
    const path = `/v1/members?card=${cardOf(world, action.number)}`;
    ids.push(...foundSchema.parse(await get(path)).members);
  });
  const accounts = await Promise.all(
    ids.map(async ({ id }) => {
      const account = memberSchema.parse(await get(`/v1/members/${id}`)).accounts[0];
      if (account === undefined) throw new Error(`member ${id} has no account`);
      const listed: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = pageSchema.parse(await get(`/v1/accounts/${account.accountId}/operations?limit=100${from}`));
        listed.push(...page.operations.map((operation) => operation.id));
        cursor = page.next;
      }
      const operations: ReturnType<typeof operationSchema.parse>[] = [];
      await each(listed.toReversed(), async (operation) => {
        operations.push(operationSchema.parse(await get(`/v1/operations/${operation}`)));
      });
      operations.sort((one, other) => one.seq - other.seq);
      return { accountId: account.accountId, operations, now: account.balances };
    }),
  );
  return { accounts };
}

async function conflictsOf({ addresses }: House): Promise<number> {
  let sum = 0;
  for (const address of addresses) {
    const answer = await fetch(`${address}/metrics`).catch(() => null);
    const text = (await answer?.text()) ?? '';
    sum += Number(/^kopilka_ledger_conflicts_total (\d+)/mu.exec(text)?.[1] ?? 0);
  }
  return sum;
}
