// The shop of the tests of gift cards: its programs, and cards sold and spent.
import { expect } from 'vitest';
import { createProgramRegistry } from '../../src/features/programs/registry.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { audit } from '../../src/ledger/audit/audit.ts';
import type { Answer, Call, TestApi, TestOrganization } from './test-api.ts';

export function program(id: string, terms: string, currency = 'RUB'): string {
  return `kopilka: 1
id: ${id}
name: { ru: Кофейня, en: Coffee }
currency: ${currency}
timezone: Europe/Moscow
wallets:
  bonus: { worth: ${currency === 'JPY' ? '1' : '1.00'}, pay: { max: 50% } }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }
giftCards: ${terms}
`;
}

export async function publish(call: Call, id: string, text: string): Promise<Answer> {
  return call('PUT', `/v1/programs/${id}`, { text, headers: { 'content-type': 'application/yaml' } });
}

export async function newShop(
  api: TestApi,
  terms: string,
  options: { readonly sandbox?: boolean } = {},
): Promise<TestOrganization> {
  const made = await api.organization(options);
  const published = await publish(made.call, 'coffee', program('coffee', terms));
  if (published.status !== 200) throw new Error(published.text);
  return made;
}

let receipts = 0;

function nextReceipt(): string {
  receipts += 1;
  return `g-${receipts}`;
}

export interface Sold {
  readonly id: string;
  readonly code: string;
}

export async function sell(call: Call, amount = 100_000): Promise<Sold> {
  const sold = await call('POST', '/v1/gift-cards', {
    json: { amount, activate: true, receipt: { id: nextReceipt() } },
  });
  if (sold.status !== 201) throw new Error(sold.text);
  return { id: sold.textAt('card.id'), code: sold.textAt('card.code') };
}

export function pay(call: Call, code: string, json: object): Promise<Answer> {
  return call('POST', '/v1/gift-cards/payments', { json: { code, receiptId: nextReceipt(), ...json } });
}

export async function balance(call: Call, code: string): Promise<unknown> {
  return (await call('POST', '/v1/gift-cards/check', { json: { code } })).at('balance');
}

/** To be called at the end: nothing failed, and every kopeck is accounted for. */
export async function closeAudited(api: TestApi): Promise<void> {
  const { db } = api.database;
  const programs = createProgramRegistry(db, systemClock);
  const report = await db.transaction((snapshot) => audit({ snapshot, programs }));
  expect(report.offences).toEqual([]);
  expect(api.failures).toEqual([]);
  await api.close();
}
