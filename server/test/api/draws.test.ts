// Prize draws: fixed before, drawn once, and repeated here from the published proof by other code than the server's.
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { pickWinners } from '../../src/features/draws/pick.ts';
import { newMember, buy } from './coffee.ts';
import { atOnce, expectSound, newKey, outcome, publish, statuses } from './network-house.ts';
import { type Answer, type Call, createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const PROGRAM = `kopilka: 1
id: lottery
name: { ru: Розыгрыш, en: Draw }
currency: RUB
timezone: Europe/Moscow
wallets:
  ticket: { name: { ru: { one: билет, few: билета, many: билетов }, en: { one: ticket, other: tickets } } }
rules:
  - { id: tickets, on: purchase, earn: { wallet: ticket, step: { units: 1, per: 1000.00 } } }
draws:
  - id: new-year
    name: { ru: Новый год, en: New Year }
    tickets: ticket
    at: 2036-12-31T12:00
    prizes: [{ name: { ru: Телевизор, en: TV } }, { name: { en: Certificate }, count: 3 }]
`;

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

afterAll(async () => {
  await expectSound(api);
  await api.close();
});

interface Lottery extends TestOrganization {
  readonly post: (step: 'commit' | 'draw') => Promise<Answer>;
}

async function lottery(): Promise<Lottery> {
  const shop = await api.organization({ sandbox: true, now: Date.parse('2036-12-01T12:00:00Z') });
  await publish(shop.call, PROGRAM);
  return { ...shop, post: (step) => shop.call('POST', `/v1/draws/new-year/${step}`) };
}

async function sellTickets(call: Call, counts: readonly number[]): Promise<void> {
  for (const count of counts) {
    const member = await newMember(call);
    if (count > 0) await buy(call, { id: member.id }, { amount: count * 100_000 });
  }
}

async function moveTo(call: Call, now: string): Promise<void> {
  expect((await call('POST', '/v1/sandbox/clock', { json: { now } })).status).toBe(200);
}

const AFTER = '2036-12-31T10:00:00Z';

const proofSchema = z.looseObject({
  id: z.string(),
  commitment: z.string(),
  seed: z.string(),
  ticketsHash: z.string(),
  prizes: z.array(z.looseObject({ name: z.unknown(), count: z.number() })),
  holders: z.array(z.looseObject({ accountId: z.string(), units: z.number() })),
  winners: z.array(
    z.strictObject({
      n: z.number(),
      prize: z.unknown(),
      accountId: z.string(),
      ticket: z.number(),
      attempt: z.number(),
    }),
  ),
});

/** Written from the words of the proof alone. */
function repeated(proof: z.infer<typeof proofSchema>): z.infer<typeof proofSchema>['winners'] {
  const key = Buffer.from(proof.seed, 'hex');
  let row = proof.holders
    .flatMap(({ accountId, units }) => Array.from({ length: units }, () => accountId))
    .map((accountId, ticket) => ({ accountId, ticket }));
  const winners: z.infer<typeof proofSchema>['winners'] = [];
  const prizes = proof.prizes.flatMap(({ name, count }) => Array.from({ length: count }, () => name));
  for (let n = 1; n <= prizes.length && row.length > 0; n += 1) {
    for (let attempt = 0; ; attempt += 1) {
      const bytes = createHmac('sha256', key).update(`${proof.id}/${n}/${attempt}`).digest();
      let number = 0n;
      for (const byte of bytes) number = number * 256n + BigInt(byte);
      if (number >= 2n ** 256n - (2n ** 256n % BigInt(row.length))) continue;
      const won = row[Number(number % BigInt(row.length))];
      if (won === undefined) throw new Error('no such ticket');
      winners.push({ n, prize: prizes[n - 1], ...won, attempt });
      row = row.filter(({ accountId }) => accountId !== won.accountId);
      break;
    }
  }
  return winners;
}

test('anybody can repeat the draw from its proof', async () => {
  const { call, post } = await lottery();
  await sellTickets(call, [5, 1, 40, 0, 3, 2, 7]);
  const committed = await post('commit');
  expect([committed.status, committed.at('status'), committed.at('winners')]).toEqual([201, 'committed', []]);
  await moveTo(call, AFTER);
  const drawn = await post('draw');
  expect([drawn.status, drawn.at('status'), drawn.at('tickets')]).toEqual([201, 'drawn', 58]);
  const answer = await call('GET', '/v1/draws/new-year/proof');
  const proof = proofSchema.parse(JSON.parse(answer.text));
  const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
  expect(sha256(Buffer.from(proof.seed, 'hex'))).toBe(committed.at('commitment'));
  expect(proof.commitment).toBe(committed.at('commitment'));
  const lines = proof.holders.map(({ accountId, units }) => `${accountId} ${units}\n`);
  expect(lines.toSorted()).toEqual(lines);
  expect(sha256(lines.join(''))).toBe(proof.ticketsHash);
  expect(proof.winners).toEqual(repeated(proof));
  expect(new Set(proof.winners.map(({ accountId }) => accountId)).size).toBe(4);
  expect([drawn.at('winners.0.prize.ru'), drawn.at('winners.1.prize.ru')]).toEqual(['Телевизор', 'Certificate']);
  expect(answer.text).not.toMatch(/7999/u);
  expect(answer.textAt('algorithm.ru')).toContain('HMAC-SHA256');
  expect(outcome(await call('GET', '/v1/draws/new-year/proof?after=2147483648'))).toEqual([400, 'request_invalid']);
  expect((await call('GET', '/v1/draws/new-year/proof?after=2147483647')).at('holders')).toEqual([]);
  const page = await call('GET', '/v1/draws/new-year/proof?limit=2&after=2');
  expect([page.at('holders.0.n'), page.at('holders.1.upto'), page.at('next')]).toEqual([3, expect.any(Number), 4]);
});

test('before the draw the seed is secret and the terms are fixed', async () => {
  const { call, post, organizationId } = await lottery();
  const announced = await call('GET', '/v1/draws/new-year');
  expect([announced.at('status'), announced.at('commitment')]).toEqual(['announced', null]);
  const committed = await atOnce(20, () => post('commit'));
  expect(statuses(committed)).toEqual({ 200: 19, 201: 1 });
  expect(new Set(committed.map((answer) => answer.text)).size).toBe(1);
  const { rows } = await api.database.db.system.query({
    text: `select encode(seed, 'hex') as seed from draws where organization_id = $1`,
    values: [organizationId],
  });
  const [{ seed }] = z.tuple([z.object({ seed: z.string() })]).parse(rows);
  await publish(call, PROGRAM.replace('count: 3', 'count: 30').replace('2036-12-31', '2037-12-31'));
  const read = await call('GET', '/v1/draws/new-year');
  expect([read.text, read.text.includes(seed), (await call('GET', '/v1/draws')).text.includes(seed)]).toEqual([
    committed[0]?.text,
    false,
    false,
  ]);
  expect(outcome(await call('GET', '/v1/draws/new-year/proof'))).toEqual([409, 'draw_not_drawn']);
});

test('it is drawn once: whoever asks later, and 20 at once, get the first winners', async () => {
  const { call, post } = await lottery();
  await sellTickets(call, [3, 3, 3, 3, 3, 3]);
  await post('commit');
  await moveTo(call, AFTER);
  const answers = await atOnce(20, () => post('draw'));
  expect(statuses(answers)).toEqual({ 200: 19, 201: 1 });
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  await sellTickets(call, [1000]);
  await moveTo(call, '2037-01-05T00:00:00Z');
  expect((await post('draw')).text).toBe(answers[0]?.text);
});

test('the list tells of each draw what it would tell by itself', async () => {
  const shop = await api.organization({ sandbox: true, now: Date.parse('2036-12-01T12:00:00Z') });
  const second = '  - { id: easter, tickets: ticket, at: 2036-12-20T12:00, prizes: [{ name: Cake }] }';
  await publish(
    shop.call,
    `${PROGRAM}${second}\n  - { id: later, tickets: ticket, at: 2037-12-20T12:00, prizes: [{ name: Pie }] }\n`,
  );
  await sellTickets(shop.call, [2, 3]);
  for (const id of ['new-year', 'easter']) await shop.call('POST', `/v1/draws/${id}/commit`);
  await moveTo(shop.call, '2036-12-21T00:00:00Z');
  expect((await shop.call('POST', '/v1/draws/easter/draw')).status).toBe(201);
  const list = await shop.call('GET', '/v1/draws');
  for (const [place, id, status, winners] of [
    [0, 'new-year', 'committed', 0],
    [1, 'easter', 'drawn', 1],
    [2, 'later', 'announced', 0],
  ] as const) {
    const own = await shop.call('GET', `/v1/draws/${id}`);
    expect(list.at(`draws.${place}`)).toEqual(JSON.parse(own.text));
    expect([own.at('status'), own.at('winners.length')]).toEqual([status, winners]);
  }
});

test('tickets count as they were at the moment, though it is drawn later', async () => {
  const shop = await api.organization({ sandbox: true, now: Date.parse('2036-12-01T12:00:00Z') });
  await publish(shop.call, PROGRAM.replace('  ticket: {', '  ticket: { expires: { after: P31D },'));
  const post = (step: string): Promise<Answer> => shop.call('POST', `/v1/draws/new-year/${step}`);
  const [anna, boris, vera] = [await newMember(shop.call), await newMember(shop.call), await newMember(shop.call)];
  const returned = await buy(shop.call, { id: anna.id }, { amount: 300_000 });
  const kept = await buy(shop.call, { id: boris.id }, { amount: 400_000 });
  await shop.call('POST', '/v1/returns', { json: { purchaseId: returned.textAt('id') } });
  await post('commit');
  await moveTo(shop.call, '2036-12-31T08:59:59Z');
  await buy(shop.call, { id: vera.id }, { amount: 200_000 });
  await moveTo(shop.call, AFTER);
  await buy(shop.call, { id: anna.id }, { amount: 900_000 });
  await buy(shop.call, { id: vera.id }, { amount: 900_000 });
  await shop.call('POST', '/v1/returns', { json: { purchaseId: kept.textAt('id') } });
  await moveTo(shop.call, '2037-03-01T00:00:00Z');
  expect([(await post('draw')).status, (await post('draw')).at('tickets')]).toEqual([201, 6]);
  const proof = proofSchema.parse(JSON.parse((await shop.call('GET', '/v1/draws/new-year/proof')).text));
  const units = new Map(proof.holders.map((holder) => [holder.accountId, holder.units]));
  expect(units).toEqual(
    new Map([
      [boris.accountId, 4],
      [vera.accountId, 2],
    ]),
  );
  expect(proof.winners).toEqual(repeated(proof));
});

test('with fewer holders than prizes, each holder wins once', async () => {
  const { call, post } = await lottery();
  await sellTickets(call, [1, 9_000]);
  await post('commit');
  await moveTo(call, AFTER);
  const drawn = await post('draw');
  expect([drawn.at('winners.1.n'), drawn.at('winners.2')]).toEqual([2, undefined]);
});

describe('refused, and nothing is drawn:', () => {
  test('before its time, without a commitment, without tickets, with a commitment that comes too late', async () => {
    const { call, post } = await lottery();
    expect(outcome(await post('draw'))).toEqual([409, 'draw_not_committed']);
    await post('commit');
    expect(outcome(await post('draw'))).toEqual([409, 'draw_too_early']);
    await moveTo(call, AFTER);
    expect(outcome(await post('draw'))).toEqual([409, 'draw_without_tickets']);
    expect((await call('GET', '/v1/draws/new-year')).at('status')).toBe('committed');
    // Who comes after the moment is too late, whenever it is drawn.
    await sellTickets(call, [1]);
    expect(outcome(await post('draw'))).toEqual([409, 'draw_without_tickets']);
    const late = await lottery();
    await moveTo(late.call, AFTER);
    expect(outcome(await late.post('commit'))).toEqual([409, 'draw_too_late']);
  });

  test('a draw that the program does not have, by a till, or of another organization', async () => {
    const { call, post } = await lottery();
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/proof'],
      ['POST', '/commit'],
      ['POST', '/draw'],
    ] as const)
      expect(outcome(await call(method, `/v1/draws/nope${path}`))).toEqual([404, 'draw_unknown']);
    const till = await newKey(api, call, ['shop']);
    expect(outcome(await till('POST', '/v1/draws/new-year/commit'))).toEqual([403, 'scope_insufficient']);
    await post('commit');
    const other = await lottery();
    expect((await other.call('GET', '/v1/draws/new-year')).at('status')).toBe('announced');
  });
});

test('every ticket is as likely as any other', () => {
  // 3 accounts with 1, 2 and 7 tickets, one prize, 20 000 seeds: chi-square with 2 degrees of freedom, p = 0.001.
  const holders = [1, 2, 7].map((units, index) => ({ accountId: `a${index}`, units }));
  const won = new Map<string, number>();
  const seeds = 20_000;
  for (let n = 0; n < seeds; n += 1) {
    const seed = createHash('sha256').update(`seed ${n}`).digest();
    const [winner] = pickWinners({ seed, drawId: 'fair', holders, prizes: 1 });
    if (winner !== undefined) won.set(winner.accountId, (won.get(winner.accountId) ?? 0) + 1);
  }
  const deviation = holders.reduce((sum, { accountId, units }) => {
    const expected = (seeds * units) / 10;
    return sum + ((won.get(accountId) ?? 0) - expected) ** 2 / expected;
  }, 0);
  expect(deviation).toBeLessThan(13.82);
});

test('one account with nearly all tickets does not make the draw endless', () => {
  const holders = [
    { accountId: 'a', units: 9_000_000_000_000 },
    { accountId: 'b', units: 1 },
    { accountId: 'c', units: 1 },
  ];
  const picked = pickWinners({ seed: Buffer.alloc(32, 7), drawId: 'd', holders, prizes: 5 });
  expect(picked.map(({ accountId }) => accountId).toSorted()).toEqual(['a', 'b', 'c']);
});
