// Stores, tills that are paired, and cashiers at them.
import type { Answer, Call, Sent, TestApi, TestOrganization } from './test-api.ts';
import { expectStatus } from './staff-house.ts';

export interface TestTill {
  readonly tillId: string;
  readonly storeId: string;
  /** Of the device: the bearer token. */
  readonly token: string;
  /** As the device calls, with whoever has entered a PIN. */
  readonly call: Call;
}

export interface WantedTill {
  readonly storeId?: string;
  readonly name?: string;
}

/** A till that is paired. */
export async function newTill(
  api: Pick<TestApi, 'as'>,
  shop: TestOrganization,
  { storeId = 'pokrovka', name = 'Till 1' }: WantedTill = {},
): Promise<TestTill> {
  const tillId = crypto.randomUUID();
  expectStatus(await shop.call('PUT', `/v1/stores/${storeId}`, { json: { name: `Store ${storeId}` } }), 200);
  expectStatus(await shop.call('PUT', `/v1/tills/${tillId}`, { json: { name, storeId } }), 200);
  const token = await pairAnew(api, shop, tillId);
  return { tillId, storeId, token, call: api.as(token) };
}

/** Another device for a till; answers its token. */
export async function pairAnew(api: Pick<TestApi, 'as'>, shop: TestOrganization, tillId: string): Promise<string> {
  const paired = await pair(api, await pairingCode(shop, tillId));
  expectStatus(paired, 201);
  return paired.textAt('token');
}

export async function pairingCode(shop: TestOrganization, tillId: string): Promise<string> {
  const opened = await shop.call('POST', `/v1/tills/${tillId}/pairing`);
  expectStatus(opened, 201);
  return opened.textAt('code');
}

export function pair(api: Pick<TestApi, 'as'>, code: string, headers: Sent['headers'] = {}): Promise<Answer> {
  return api.as(null)('POST', '/v1/tills/pair', { json: { code }, headers });
}

/** Somebody who works at tills only; answers the id. */
export async function newCashier(shop: TestOrganization, name: string, pin: string): Promise<string> {
  const id = crypto.randomUUID();
  expectStatus(await shop.call('PUT', `/v1/cashiers/${id}`, { json: { name, pin } }), 204);
  return id;
}

export function enterPin({ call }: Pick<TestTill, 'call'>, personId: string, pin: string): Promise<Answer> {
  return call('POST', '/v1/till/cashier', { json: { personId, pin } });
}

/** The till as it calls once somebody has entered a PIN. */
export async function unlocked(till: TestTill, personId: string, pin: string): Promise<Call> {
  const entered = await enterPin(till, personId, pin);
  expectStatus(entered, 201);
  return withCashier(till.call, entered.textAt('token'));
}

export function withCashier(call: Call, token: string): Call {
  return (method, url, sent = {}) =>
    call(method, url, { ...sent, headers: { ...sent.headers, 'kopilka-cashier': token } });
}

/** The operations of stores and tills as another organization's key calls them. */
export function tillAttempts({
  tillId,
  storeId,
  cashierId,
  memberId,
}: {
  readonly tillId: string;
  readonly storeId: string;
  readonly cashierId: string;
  readonly memberId: string;
}): readonly (readonly [method: string, url: string, sent: Sent, status: number, code: string | null])[] {
  const json = (body: object): Sent => ({ json: body });
  return [
    ['GET', '/v1/stores', {}, 200, null],
    ['GET', '/v1/tills', {}, 200, null],
    ['POST', `/v1/tills/${tillId}/pairing`, {}, 404, 'till_unknown'],
    ['DELETE', `/v1/tills/${tillId}`, {}, 404, 'till_unknown'],
    ['PUT', `/v1/tills/${tillId}`, json({ name: 'Mine', storeId }), 404, 'store_unknown'],
    ['POST', '/v1/tills/pair', json({ code: 'AAAA-AAAA' }), 404, 'pairing_unknown'],
    ['GET', '/v1/cashiers', {}, 200, null],
    ['PUT', `/v1/cashiers/${cashierId}`, json({ pin: '4071' }), 422, 'cashier_incomplete'],
    ['DELETE', `/v1/cashiers/${cashierId}`, {}, 404, 'cashier_unknown'],
    ['GET', '/v1/till-settings', {}, 200, null],
    ['PUT', '/v1/till-settings', json({ confirmAbove: 100 }), 200, null],
    // Before the store of the same name is the caller's own.
    ['PUT', `/v1/stores/${storeId}`, json({ name: 'Mine' }), 200, null],
    // These are for the till itself.
    ['GET', '/v1/till', {}, 403, 'till_only'],
    ['POST', '/v1/till/cashier', json({ personId: cashierId, pin: '4071' }), 403, 'till_only'],
    ['DELETE', '/v1/till/cashier', {}, 403, 'till_only'],
    ['POST', '/v1/till/confirmations', json({ member: { id: memberId }, amount: 100 }), 403, 'till_only'],
  ];
}
