// What tests of referrals, families, merges, settlements and draws share: programs put up, deliveries made, the books audited.
import { expect } from 'vitest';
import { z } from 'zod';
import { query, sql } from '../../src/kit/sql.ts';
import { audit } from '../../src/ledger/audit/audit.ts';
import { drainOutbox } from '../../src/ledger/outbox.ts';
import type { Answer, Call, Sent, TestApi } from './test-api.ts';

/** Families and merges: units that live for 30 days, a welcome, a level by what was spent, an attribute. */
export const HOME = `kopilka: 1
id: home
name: { ru: Дом, en: Home }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }
    worth: 1.00
    expires: { after: P30D }
    pay: { max: 50%, of: receipt }
tiers:
  by: spend
  window: { rolling: P12M }
  levels: [{ id: guest, from: 0 }, { id: gold, from: 1500.00 }]
attributes: { employee: { type: yes/no } }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }
  - { id: welcome, on: enrolled, earn: { wallet: bonus, units: 100 } }
`;

export async function publish(call: Call, text: string): Promise<void> {
  const [, id = ''] = /^id: (\S+)$/mu.exec(text) ?? [];
  const answer = await call('PUT', `/v1/programs/${id}`, { text, headers: { 'content-type': 'application/yaml' } });
  if (answer.status !== 200) throw new Error(answer.text);
}

/** Delivers until nothing is on its way. */
export async function deliver(api: TestApi): Promise<void> {
  while ((await drainOutbox(api.database.db.system, api.ledger)) > 0);
}

/** Nothing failed, nothing was refused on its way, and the books are right to the unit. */
export async function expectSound(api: TestApi): Promise<void> {
  await deliver(api);
  const stuck = await query(
    api.database.db.system,
    sql`select topic, refused, attempts from outbox`,
    z.looseObject({ topic: z.string() }),
  );
  const report = await api.database.db.transaction((snapshot) => audit({ snapshot, programs: api.registry }));
  expect([stuck, report.offences, api.failures]).toEqual([[], [], []]);
}

export async function balanceOf(call: Call, memberId: string, wallet = 'bonus'): Promise<unknown> {
  return (await call('GET', `/v1/members/${memberId}`)).at(`accounts.0.balances.${wallet}.available`);
}

/** The same request so many times at once. */
export function atOnce(times: number, request: () => Promise<Answer>): Promise<readonly Answer[]> {
  return Promise.all(Array.from({ length: times }, request));
}

/** How many answers of each status. */
export function statuses(answers: readonly Answer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

export function outcome(answer: Answer): readonly unknown[] {
  return [answer.status, answer.code];
}

export async function newKey(api: TestApi, call: Call, scopes: readonly string[]): Promise<Call> {
  return api.as((await call('POST', '/v1/keys', { json: { name: 'Another', scopes } })).textAt('key'));
}

/** With another organization's ids, in a program that offers none of it: see isolation.test.ts. */
export function networkAttempts({
  id,
  accountId,
}: {
  readonly id: string;
  readonly accountId: string;
}): readonly (readonly [method: string, url: string, sent: Sent, status: number, code: string | null])[] {
  const json = (body: object): Sent => ({ json: body });
  const family = `/v1/families/${id}`;
  const invitation = `${family}/invitations/${id}`;
  const reply = { member: { id }, code: 'CCCCCC' };
  return [
    ['POST', '/v1/referrals', json({ code: 'CCCCCCCC', member: { id } }), 422, 'referral_not_offered'],
    ['GET', `/v1/referrals?member=${id}`, {}, 200, null],
    ['GET', '/v1/referrals/settings', {}, 200, null],
    ['PUT', '/v1/referrals/settings', json({ link: null }), 200, null],
    ['POST', `/v1/referrals/${id}/approve`, {}, 404, 'referral_unknown'],
    ['POST', `/v1/referrals/${id}/reject`, {}, 404, 'referral_unknown'],
    ['GET', `/v1/members/${id}/referral`, {}, 422, 'referral_not_offered'],
    ['POST', `/v1/members/${id}/referral/hints`, json({ device: 'x' }), 404, 'member_unknown'],
    ['POST', '/v1/families', json({ member: { id }, name: 'Theirs' }), 404, 'member_unknown'],
    ['GET', `/v1/families?member=${id}`, {}, 200, null],
    ['GET', family, {}, 404, 'family_unknown'],
    ['POST', `${family}/invitations`, json({ member: { id } }), 404, 'family_unknown'],
    ['POST', `${invitation}/cancel`, {}, 404, 'invitation_unknown'],
    ['POST', `${invitation}/accept`, json({ ...reply, consent: '1' }), 404, 'invitation_unknown'],
    ['POST', `${invitation}/decline`, json(reply), 404, 'invitation_unknown'],
    ['POST', `${family}/leave`, json({ member: id }), 404, 'family_unknown'],
    ['POST', `${family}/members/${id}/remove`, {}, 404, 'family_unknown'],
    ['PATCH', `${family}/members/${id}`, json({ role: 'owner' }), 404, 'family_unknown'],
    ['POST', `/v1/accounts/${accountId}/merge/preview`, json({ from: id }), 404, 'account_unknown'],
    ['POST', `/v1/accounts/${accountId}/merge`, json({ from: id, reason: 'x' }), 404, 'account_unknown'],
    ['POST', `/v1/merges/${id}/approve`, {}, 404, 'merge_unknown'],
    ['POST', `/v1/merges/${id}/reject`, {}, 404, 'merge_unknown'],
    ['GET', '/v1/merges', {}, 200, null],
    ['GET', `/v1/merges/${id}`, {}, 404, 'merge_unknown'],
    ['GET', '/v1/partners', {}, 200, null],
    ['GET', '/v1/settlements/2026-01', {}, 200, null],
    ['POST', '/v1/settlements/2099-01/close', {}, 409, 'settlement_too_early'],
    ['GET', '/v1/settlements/2026-01/statement.csv', {}, 200, null],
    ['GET', '/v1/settlements/2026-01/statement.xlsx', {}, 200, null],
    ['GET', '/v1/leaderboards', {}, 200, null],
    ['GET', '/v1/leaderboards/theirs', {}, 404, 'leaderboard_unknown'],
    ['GET', '/v1/draws', {}, 200, null],
    ['GET', '/v1/draws/theirs', {}, 404, 'draw_unknown'],
    ['GET', '/v1/draws/theirs/proof', {}, 404, 'draw_unknown'],
    ['POST', '/v1/draws/theirs/commit', {}, 404, 'draw_unknown'],
    ['POST', '/v1/draws/theirs/draw', {}, 404, 'draw_unknown'],
  ];
}
