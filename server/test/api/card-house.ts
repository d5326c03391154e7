// Customers with devices of their own: a browser, the code that comes to them, and the secret of their QR.
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { CATALOGUE } from './catalogue-shop.ts';
import { newPhone } from './coffee.ts';
import { type Browser, openBrowser } from './staff-house.ts';
import type { Answer, Sent, TestApi, TestOrganization } from './test-api.ts';

/** A shop with everything that a card shows. */
export const CARD_SHOP = `${CATALOGUE}
referral:
  qualifies: receipt.paid >= 1000.00
  friend: { earn: { wallet: bonus, units: 100 } }
`.replace('rules:\n', 'rules:\n  - { id: welcome, on: enrolled, earn: { wallet: bonus, units: 50 } }\n');

export const CONSENTS = { processing: { version: 1, granted: true }, advertising: { version: 1, granted: false } };

export interface TestCard {
  readonly memberId: string;
  readonly phone: string;
  readonly browser: Browser;
  readonly key: DeviceKey;
  /** What became of the code of a friend. */
  readonly friend: unknown;
  /** As a page of the card calls; the path goes on after the organization. */
  call(method: string, path: string, json?: object, headers?: Sent['headers']): Promise<Answer>;
}

const keySchema = z.strictObject({
  prefix: z.string(),
  secret: z.string(),
  stepSeconds: z.literal(30),
  digits: z.literal(8),
});
export type DeviceKey = z.output<typeof keySchema>;

export function keyIn(answer: Answer, path = 'key'): DeviceKey {
  return keySchema.parse(path === '' ? JSON.parse(answer.text) : answer.at(path));
}

let addresses = 0;

/** Everybody comes from elsewhere, where the API trusts the local machine as a proxy. */
export function newAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

export function cardOf({ organizationId }: TestOrganization, path: string): string {
  return `/v1/card/${organizationId}${path}`;
}

const lettersSchema = z.array(z.object({ to: z.string(), kind: z.string(), text: z.string().nullable() }));

/** The newest code that waits in the outbox for somebody. */
export async function codeFor(shop: TestOrganization, to: string): Promise<string> {
  const letters = lettersSchema.parse((await shop.call('GET', '/v1/letters')).at('letters'));
  const code = /\b\d{6}\b/u.exec(letters.find((letter) => letter.to === to && letter.kind === 'code')?.text ?? '')?.[0];
  if (code === undefined) throw new Error(`no code for ${to}`);
  return code;
}

/** A wrong one. */
export function otherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

/** Asks for a code and answers it, as it waits in the outbox. */
export async function askCode(shop: TestOrganization, browser: Browser, phone: string): Promise<string> {
  const asked = await browser.call('POST', cardOf(shop, '/codes'), { phone });
  if (asked.status !== 202) throw new Error(asked.text);
  return codeFor(shop, phone);
}

/** As if the time between two codes were over. */
export async function aMinuteLater({ database }: Pick<TestApi, 'database'>): Promise<void> {
  await query(database.db.system, sql`delete from card_rates`, z.never());
}

/** Somebody who has signed in; whom nobody knows has joined by it. */
export async function openCard(
  api: Pick<TestApi, 'as'>,
  shop: TestOrganization,
  { phone = newPhone(), ...more }: { readonly phone?: string; readonly [field: string]: unknown } = {},
): Promise<TestCard> {
  const browser = openBrowser(api, newAddress());
  const code = await askCode(shop, browser, phone);
  const body = { phone, code, consents: CONSENTS, ...more };
  const arrived = await browser.call('POST', cardOf(shop, '/sign-in'), body);
  if (arrived.status > 201) throw new Error(arrived.text);
  return {
    memberId: arrived.textAt('memberId'),
    phone,
    browser,
    key: keyIn(arrived),
    friend: arrived.at('friend'),
    call: (method, path, json, headers) => browser.call(method, cardOf(shop, path), json, headers),
  };
}

/** What the device shows at a moment, made by the description in the guide and not by our code. */
export function shown({ prefix, secret }: DeviceKey, now = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha256', Buffer.from(secret, 'base64url')).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7f_ff_ff_ff;
  return `${prefix}.${String(number % 100_000_000).padStart(8, '0')}`;
}

const WORDS = { ru: 'Да', en: 'Yes' };

/** The operations of the card as another organization's key calls them: a key is no customer. */
export function cardAttempts({
  organizationId,
  memberId,
}: {
  readonly organizationId: string;
  readonly memberId: string;
}): readonly (readonly [method: string, url: string, sent: Sent, status: number, code: string | null])[] {
  const at = (path: string): string => `/v1/card/${organizationId}${path}`;
  const nobody = (method: string, path: string, json?: object) =>
    [method, at(path), json === undefined ? {} : { json }, 401, 'card_session_missing'] as const;
  const phone = newPhone();
  const code = '123456';
  return [
    ['GET', `/v1/members/${memberId}/consents`, {}, 404, 'member_unknown'],
    ['GET', '/v1/consents', {}, 200, null],
    ['PUT', '/v1/consents/advertising', { json: { title: WORDS, text: WORDS } }, 200, null],
    ['POST', at('/codes'), { json: { phone } }, 202, null],
    ['POST', at('/sign-in'), { json: { phone: newPhone(), code } }, 422, 'card_code_wrong'],
    ['GET', at('/session'), {}, 200, null],
    ['POST', at('/sign-out'), {}, 204, null],
    nobody('GET', '/me'),
    nobody('POST', '/me/key'),
    nobody('GET', '/me/confirmations'),
    nobody('GET', '/me/history'),
    nobody('GET', `/me/history/${memberId}`),
    nobody('GET', '/me/rewards'),
    nobody('GET', '/me/redemptions'),
    nobody('POST', '/me/redemptions', { rewardId: 'croissant' }),
    nobody('GET', '/me/profile'),
    nobody('PATCH', '/me/profile', { name: 'X' }),
    nobody('PUT', '/me/consents', { kind: 'advertising', version: 1, granted: true }),
    nobody('POST', '/me/contacts/codes', { phone }),
    nobody('PUT', '/me/contacts', { phone, code }),
    nobody('DELETE', '/me/contacts/phone'),
    nobody('GET', '/me/sessions'),
    nobody('DELETE', '/me/sessions'),
    nobody('DELETE', `/me/sessions/${memberId}`),
    nobody('GET', '/me/data'),
    nobody('POST', '/me/deletion/codes', { channel: 'sms' }),
    nobody('POST', '/me/deletion', { channel: 'sms', code }),
  ];
}
