// More requests than there is room for, and a database that does not answer: memory is bounded, nobody waits for ever.
import { afterEach, expect, test } from 'vitest';
import { createGate, type Gate } from '../../src/kit/gate.ts';
import { type MoodyProxy, startMoodyProxy } from '../harness/moody-proxy.ts';
import { publishCoffee } from './coffee.ts';
import { createTestApi, type TestApi } from './test-api.ts';

const BODY_BYTES = 500_000;
/** For a cluster's first statement of a connection, too. */
const PATIENCE_MS = 2_000;

let api: TestApi;
let proxy: MoodyProxy | undefined;

afterEach(async () => {
  await proxy?.become('open');
  await api.close();
  await proxy?.close();
});

async function openCrowded(gate: Gate) {
  api = await createTestApi({
    gate,
    patienceMs: PATIENCE_MS,
    by: async (url) => {
      proxy = await startMoodyProxy(url);
      return proxy.url;
    },
  });
  const shop = await api.organization();
  await publishCoffee(shop.call);
  return shop;
}

test('bodies that wait for a silent database are bounded: the rest is refused at once, and the room comes back', async () => {
  const gate = createGate({ requestsMax: 1000, bodyBytesMax: 8 * BODY_BYTES });
  const shop = await openCrowded(gate);
  const member = { identities: { card: '4711' }, profile: { comment: 'x' } };
  expect((await shop.call('POST', '/v1/members', { json: member })).status).toBe(201);
  await proxy?.become('silent');
  const filler = ' '.repeat(BODY_BYTES);
  const asked = Array.from({ length: 40 }, async (_, index) => {
    const text = `${JSON.stringify({ ...member, identities: { card: String(index) } })}${filler}`;
    const startedAt = performance.now();
    const { code } = await shop.call('POST', '/v1/members', { text });
    return { code, ms: performance.now() - startedAt };
  });
  const replies = await Promise.all(asked);
  const codes = replies.map(({ code }) => code);
  expect(codes.filter((code) => code === 'busy').length).toBeGreaterThanOrEqual(32);
  expect(new Set(codes)).toEqual(new Set(['busy', 'unavailable']));
  // Answered, and still being worked on: what they hold is counted until that ends.
  expect(gate.inside()).toBeGreaterThan(0);
  expect(gate.inside()).toBeLessThanOrEqual(8);
  await proxy?.become('open');
  await expect.poll(() => gate.inside(), { timeout: 10_000 }).toBe(0);
  expect((await shop.call('POST', '/v1/members', { json: { identities: { card: 'after' } } })).status).toBe(201);
});

test('whoever hangs up in the middle of a body leaves no trace', async () => {
  const gate = createGate({ requestsMax: 4, bodyBytesMax: 1_000_000 });
  const shop = await openCrowded(gate);
  const address = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }));
  for (let round = 0; round < 8; round += 1) {
    const cut = new AbortController();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"identities":')),
    });
    const sent = fetch(new URL('/v1/members', address), {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.key}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
      signal: cut.signal,
    });
    await expect.poll(() => gate.inside()).toBe(1);
    cut.abort();
    await expect(sent).rejects.toThrow(/abort/u);
    await expect.poll(() => gate.inside()).toBe(0);
  }
});
