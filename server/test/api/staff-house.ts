// People with browsers of their own: a jar of cookies, an address, and the page they come from.
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { makeOwner } from '../../src/features/staff/change.ts';
import type { Answer, Sent, TestApi, TestOrganization } from './test-api.ts';

/** What fastify's injected requests are sent to. */
export const ORIGIN = 'http://localhost';
export const PASSWORD = 'correct horse battery';

export interface Browser {
  /** As a page of this server calls. */
  call(method: string, url: string, json?: object, headers?: Sent['headers']): Promise<Answer>;
  signIn(who: SignIn): Promise<Answer>;
  cookies(): string;
}

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

export interface TestPerson extends SignIn {
  readonly personId: string;
  readonly browser: Browser;
}

let people = 0;

export function newEmail(name = 'person'): string {
  people += 1;
  return `${name}-${people}@shop.example`;
}

/** `address` counts where the API trusts the local machine as a proxy. */
export function openBrowser(api: Pick<TestApi, 'as'>, address?: string): Browser {
  const jar = new Map<string, string>();
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const call: Browser['call'] = async (method, url, json, headers = {}) => {
    const answer = await api.as(null)(method, url, {
      ...(json === undefined ? {} : { json }),
      headers: {
        origin: ORIGIN,
        ...(jar.size === 0 ? {} : { cookie: cookies() }),
        ...(address === undefined ? {} : { 'x-forwarded-for': address }),
        ...headers,
      },
    });
    for (const cookie of setCookies(answer)) {
      const [pair = ''] = cookie.split(';', 1);
      const at = pair.indexOf('=');
      if (/; Max-Age=0(?:;|$)/u.test(cookie)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  const signIn: Browser['signIn'] = ({ email, password }) => call('POST', '/v1/sign-in', { email, password });
  return { call, cookies, signIn };
}

export function setCookies({ headers }: Answer): readonly string[] {
  const value = headers['set-cookie'];
  return z
    .union([z.string().transform((text) => [text]), z.array(z.string())])
    .catch([])
    .parse(value);
}

/** An owner who has signed in. */
export async function newOwner(api: TestApi, { organizationId }: TestOrganization): Promise<TestPerson> {
  const email = newEmail('owner');
  const wanted = { organizationId, email, name: 'Olga', now: Date.now() };
  const { personId, password } = await makeOwner(api.database.db, wanted);
  const browser = openBrowser(api);
  const person = { personId, email, password: password ?? '', browser };
  expectStatus(await browser.signIn(person), 200);
  return person;
}

/** Somebody who was invited by letter, accepted and has signed in. */
export async function newColleague(api: TestApi, shop: TestOrganization, role: string): Promise<TestPerson> {
  const email = newEmail(role);
  expectStatus(await shop.call('POST', '/v1/staff/invitations', { json: { email, role } }), 201);
  const token = await tokenFor(shop, email);
  const browser = openBrowser(api);
  const acceptance = { token, name: `A ${role}`, password: PASSWORD };
  expectStatus(await browser.call('POST', '/v1/invitations/accept', acceptance), 204);
  expectStatus(await browser.signIn({ email, password: PASSWORD }), 200);
  const personId = (await browser.call('GET', '/v1/me')).textAt('id');
  return { personId, email, password: PASSWORD, browser };
}

const lettersSchema = z.array(z.object({ to: z.string(), text: z.string().nullable() }));

/** What stands behind the # of the newest letter to somebody, as its organization sees it in the outbox. */
export async function tokenFor(shop: TestOrganization, email: string): Promise<string> {
  const letters = lettersSchema.parse((await shop.call('GET', '/v1/letters')).at('letters'));
  const token = /#(\S+)/u.exec(letters.find(({ to }) => to === email)?.text ?? '')?.[1];
  if (token === undefined) throw new Error(`no letter to ${email}`);
  return token;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** The code that a device shows which has scanned the otpauth: address (RFC 6238). */
export function codeOf(uri: string, now = Date.now()): string {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const bits = Array.from(secret.replaceAll('=', ''))
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / STEP_MS)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, '0');
}

export function expectStatus(answer: Answer, status: number): void {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${answer.text}`);
}

/** The operations of people and of the staff as another organization's key calls them. */
export function staffAttempts({
  personId,
  invitationId,
}: {
  readonly personId: string;
  readonly invitationId: string;
}): readonly (readonly [method: string, url: string, sent: Sent, status: number, code: string | null])[] {
  const json = (body: object): Sent => ({ json: body });
  const token = 'somebody-elses';
  const password = PASSWORD;
  const noPerson = (method: string, url: string, sent: Sent = {}) =>
    [method, url, sent, 401, 'session_missing'] as const;
  return [
    ['GET', '/v1/staff', {}, 200, null],
    ['PATCH', `/v1/staff/${personId}`, json({ role: 'analyst' }), 404, 'staff_unknown'],
    ['DELETE', `/v1/staff/${personId}`, {}, 404, 'staff_unknown'],
    ['POST', '/v1/staff/invitations', json({ email: newEmail(), role: 'cashier' }), 201, null],
    ['GET', '/v1/staff/invitations', {}, 200, null],
    ['DELETE', `/v1/staff/invitations/${invitationId}`, {}, 404, 'invitation_unknown'],
    ['GET', '/v1/letters', {}, 200, null],
    // These are about whoever has signed in; a key is nobody.
    ['POST', '/v1/sign-in', json({ email: 'nobody@shop.example', password }), 401, 'sign_in_wrong'],
    ['POST', '/v1/sign-in/code', json({ code: '123456' }), 401, 'sign_in_not_begun'],
    ['POST', '/v1/sign-out', {}, 204, null],
    ['POST', '/v1/password-recovery', json({ email: 'nobody@shop.example' }), 202, null],
    ['POST', '/v1/password-recovery/complete', json({ token, password }), 404, 'recovery_unknown'],
    ['POST', '/v1/invitations/look', json({ token }), 404, 'invitation_unknown'],
    ['POST', '/v1/invitations/accept', json({ token, name: 'X', password }), 404, 'invitation_unknown'],
    ['POST', '/v1/setup', json({ token, email: newEmail(), name: 'X', password, shop: 'X' }), 404, 'setup_unknown'],
    ['GET', '/v1/session', {}, 200, null],
    noPerson('GET', '/v1/me'),
    noPerson('POST', '/v1/me/organizations', json({ name: 'X' })),
    noPerson('PATCH', '/v1/me', json({ name: 'X' })),
    noPerson('PUT', '/v1/me/organization', json({ organizationId: personId })),
    noPerson('PUT', '/v1/me/password', json({ present: password, wanted: password })),
    noPerson('GET', '/v1/me/sessions'),
    noPerson('DELETE', '/v1/me/sessions'),
    noPerson('DELETE', `/v1/me/sessions/${personId}`),
    noPerson('POST', '/v1/me/second-factor', json({ password })),
    noPerson('POST', '/v1/me/second-factor/confirm', json({ code: '123456' })),
    noPerson('POST', '/v1/me/second-factor/off', json({ password })),
    noPerson('POST', '/v1/me/second-factor/recovery-codes', json({ password })),
  ];
}
