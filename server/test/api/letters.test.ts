// Letters leave by a mail server when there is one: once, and what they said is forgotten then.
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createPost } from '../../src/features/letters/send.ts';
import { tidyOldLetters } from '../../src/features/letters/tidy.ts';
import { query, sql } from '../../src/kit/sql.ts';
import { newEmail, tokenFor } from './staff-house.ts';
import { createTestApi, type TestApi, type TestOrganization } from './test-api.ts';

const letterSchema = z.object({
  to: z.string(),
  text: z.string().nullable(),
  sentAt: z.string().nullable(),
  failure: z.string().nullable(),
});

let api: TestApi;
let shop: TestOrganization;
let mail: MailServer | undefined;

beforeAll(async () => {
  api = await createTestApi();
  shop = await api.organization();
});
afterEach(async () => {
  await mail?.close();
  mail = undefined;
});
afterAll(() => api.close());

interface MailServer {
  readonly url: string;
  readonly received: readonly string[];
  close(): Promise<void>;
}

/** Speaks just enough SMTP (RFC 5321). `refuses` is what it says to every recipient. */
async function openMailServer({ refuses }: { readonly refuses?: string } = {}): Promise<MailServer> {
  const received: string[] = [];
  const server: Server = createServer((socket) => talk(socket, { received, refuses }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `smtp://127.0.0.1:${at.port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function talk(
  socket: Socket,
  { received, refuses }: { readonly received: string[]; readonly refuses: string | undefined },
): void {
  let heard = '';
  let isLetter = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const answer = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT' && refuses !== undefined) return say(refuses);
    if (verb === 'QUIT') return void socket.end('221 bye\r\n');
    isLetter = verb === 'DATA';
    return say(isLetter ? '354 go on' : '250 ok');
  };
  socket.setEncoding('utf8').on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    heard += chunk;
    for (;;) {
      const end = heard.indexOf(isLetter ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = heard.slice(0, end);
      heard = heard.slice(end + (isLetter ? 5 : 2));
      if (isLetter) {
        received.push(part);
        isLetter = false;
        say('250 taken');
      } else answer(part);
    }
  });
  say('220 mail.example');
}

async function invite(): Promise<{ email: string; token: string }> {
  const email = newEmail('invited');
  await shop.call('POST', '/v1/staff/invitations', { json: { email, role: 'cashier' } });
  return { email, token: await tokenFor(shop, email) };
}

async function letterTo(email: string): Promise<z.infer<typeof letterSchema>> {
  const letters = z.array(letterSchema).parse((await shop.call('GET', '/v1/letters')).at('letters'));
  const found = letters.find(({ to }) => to === email);
  if (found === undefined) throw new Error('no letter');
  return found;
}

test('a letter is sent once by whoever of two comes first, with its link, and is not kept after it', async () => {
  mail = await openMailServer();
  const { email, token } = await invite();
  const posts = [1, 2].map(() =>
    createPost(api.database.db, { mail: { smtpUrl: mail?.url ?? '', from: 'shop@example.com' } }),
  );
  const sent = await Promise.all(posts.map((post) => post.sendWaiting()));
  for (const post of posts) post.close();
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(mail.received).toHaveLength(1);
  expect(mail.received[0]).toContain(email);
  // Quoted-printable or base64: the link is in the letter as the reader's program shows it.
  const [head = '', ...body] = (mail.received[0] ?? '').split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  const shown = /base64/iu.test(head)
    ? Buffer.from(text, 'base64').toString('utf8')
    : text.replaceAll(/=\r\n/gu, '').replaceAll('=3D', '=');
  expect(shown).toContain(token);
  expect(await letterTo(email)).toMatchObject({ text: null, failure: null, sentAt: expect.any(String) });
});

test('what the mail server refuses stays readable in the outbox, says why, and is tried again later', async () => {
  mail = await openMailServer({ refuses: '550 no such mailbox as the one in the letter' });
  const { email } = await invite();
  const post = createPost(api.database.db, { mail: { smtpUrl: mail.url, from: 'shop@example.com' } });
  expect(await post.sendWaiting()).toBe(0);
  expect(await letterTo(email)).toMatchObject({ sentAt: null, failure: 'EENVELOPE 550', text: expect.any(String) });
  expect(await post.sendWaiting()).toBe(0);
  await mail.close();
  mail = await openMailServer();
  const other = createPost(api.database.db, { mail: { smtpUrl: mail.url, from: 'shop@example.com' } });
  expect(await other.sendWaiting()).toBe(0);
  await query(
    api.database.db.system,
    sql`update letters set next_try_at = now() where recipient = ${email}`,
    z.never(),
  );
  expect(await other.sendWaiting()).toBe(1);
  post.close();
  other.close();
});

test('a letter whose link is over is not sent, and what it said is forgotten', async () => {
  mail = await openMailServer();
  const { email } = await invite();
  await query(api.database.db.system, sql`update letters set expires_at = now() where recipient = ${email}`, z.never());
  const post = createPost(api.database.db, { mail: { smtpUrl: mail.url, from: 'shop@example.com' } });
  expect(await post.sendWaiting()).toBe(0);
  await tidyOldLetters(api.database.db);
  expect(await letterTo(email)).toMatchObject({ text: null, sentAt: null });
  post.close();
});

test('with a mail server nobody reads letters to others, also before they are sent', async () => {
  const posting = await createTestApi({ hasMail: true });
  try {
    const { call } = await posting.organization();
    await call('POST', '/v1/staff/invitations', { json: { email: newEmail(), role: 'cashier' } });
    expect((await call('GET', '/v1/letters')).at('letters.0')).toMatchObject({ text: null, sentAt: null });
  } finally {
    await posting.close();
  }
});
