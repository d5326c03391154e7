// Short messages leave by the shop's gateway: once, spelled as the gateway wants it, and nothing of its secrets is ever told.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createPost, type Ways } from '../../src/features/letters/send.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { askCode, newAddress } from './card-house.ts';
import { newPhone } from './coffee.ts';
import { openBrowser } from './staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

type Gateway = NonNullable<Ways['sms']>;

interface Heard {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let api: TestApi;
let shop: TestOrganization;
let server: Server;
let address: string;
let heard: Heard[];
let answer: { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };

beforeAll(async () => {
  api = await createTestApi({ trustedProxies: ['loopback'] });
  shop = await api.organization();
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      heard.push({ method: request.method, url: request.url ?? '', headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
});
beforeEach(() => {
  heard = [];
  answer = { status: 200, body: '{"ok":true}' };
});
afterEach(() => query(api.database.db.system, sql`delete from letters`, z.never()));
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await api.close();
});

function gateway(parts: Partial<Gateway>): Gateway {
  return { url: address, method: 'POST', headers: {}, body: undefined, expects: undefined, ...parts };
}

async function send(by: Gateway): Promise<number> {
  const post = createPost(api.database.db, { sms: by });
  try {
    return await post.sendWaiting();
  } finally {
    post.close();
  }
}

async function written(): Promise<{ readonly phone: string; readonly code: string }> {
  const phone = newPhone();
  return { phone, code: await askCode(shop, openBrowser(api, newAddress()), phone) };
}

const JSON_GATEWAY = {
  headers: { 'Content-Type': 'application/json', Authorization: 'Bearer s3cr3t' },
  body: '{"to":"{digits}","message":"{text}"}',
};

test('a gateway that takes JSON gets the code escaped for it, once, and the outbox forgets it', async () => {
  const { phone, code } = await written();
  const by = gateway(JSON_GATEWAY);
  const sent = await Promise.all([send(by), send(by)]);
  expect(sent.toSorted()).toEqual([0, 1]);
  expect(heard).toHaveLength(1);
  const message = z.strictObject({ to: z.string(), message: z.string() }).parse(JSON.parse(heard[0]?.body ?? ''));
  expect(message.to).toBe(phone.slice(1));
  expect(message.message).toContain(code);
  expect(heard[0]?.headers.authorization).toBe('Bearer s3cr3t');
  expect((await shop.call('GET', '/v1/letters')).at('letters.0')).toMatchObject({
    channel: 'sms',
    text: null,
    sentAt: expect.any(String),
  });
});

test('a gateway that takes an address gets it percent-encoded', async () => {
  const { phone, code } = await written();
  expect(await send(gateway({ url: `${address}/send?to={phone}&text={text}`, method: 'GET' }))).toBe(1);
  const asked = new URL(heard[0]?.url ?? '', address).searchParams;
  expect([asked.get('to'), asked.get('text')?.includes(code)]).toEqual([phone, true]);
});

test('what stands in a name is never taken for a place of the template or for JSON', async () => {
  const phone = newPhone();
  const odd = await api.organization();
  await query(
    api.database.db.system,
    sql`update organizations set name = '{phone} "," {text}' where organization_id = ${odd.organizationId}`,
    z.never(),
  );
  await askCode(odd, openBrowser(api, newAddress()), phone);
  await send(gateway(JSON_GATEWAY));
  const message = z.strictObject({ to: z.string(), message: z.string() }).parse(JSON.parse(heard[0]?.body ?? ''));
  expect(message.message).toContain('{phone} "," {text}');
});

test('a message stays one message, whatever the shop is called', async () => {
  const loud = await api.organization();
  await query(
    api.database.db.system,
    sql`update organizations set name = ${'Кофейня ☕️🦔 у дома '.repeat(10)} where organization_id = ${loud.organizationId}`,
    z.never(),
  );
  await askCode(loud, openBrowser(api, newAddress()), newPhone());
  await send(gateway({ ...JSON_GATEWAY, body: '{"text":"{text}"}' }));
  const { text } = z.strictObject({ text: z.string() }).parse(JSON.parse(heard[0]?.body ?? ''));
  expect([text.length <= 70, text.isWellFormed(), text.includes('Кофейня')]).toEqual([true, true, true]);
});

test.each([
  ['says no', { status: 401, body: 'your key s3cr3t is wrong' }, {}, 'HTTP 401'],
  ['says yes and means no', { status: 200, body: '{"error":"no money"}' }, { expects: '"ok":true' }, 'refused'],
  ['sends elsewhere', { status: 302, body: '', headers: { location: 'http://127.0.0.1:2/' } }, {}, 'HTTP 302'],
])('when a gateway %s the message waits, and only that is told', async (_, said, parts, failure) => {
  answer = said;
  await written();
  expect(await send(gateway({ ...JSON_GATEWAY, ...parts }))).toBe(0);
  expect(heard).toHaveLength(1);
  const letters = await shop.call('GET', '/v1/letters');
  expect(letters.at('letters.0')).toMatchObject({ sentAt: null, failure });
  expect(letters.text).not.toContain('s3cr3t');
});

test('a gateway that is not there is told by its code, and letters by e-mail are none of its business', async () => {
  await written();
  await openBrowser(api, newAddress()).call('POST', `/v1/card/${shop.organizationId}/codes`, {
    email: 'a@shop.example',
  });
  expect(await send(gateway({ ...JSON_GATEWAY, url: 'http://127.0.0.1:2/?key=s3cr3t' }))).toBe(0);
  const letters = await shop.call('GET', '/v1/letters');
  expect(letters.at('letters.1')).toMatchObject({ channel: 'sms', failure: 'ECONNREFUSED' });
  expect(letters.at('letters.0')).toMatchObject({ channel: 'email', failure: null });
});
