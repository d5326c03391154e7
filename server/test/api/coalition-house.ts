// A coalition of partners for the tests of settlements, and months that go by without waiting.
import { execute, sql } from '../../src/kit/sql.ts';
import type { TestApi, TestOrganization } from './test-api.ts';

export const PROGRAM = `kopilka: 1
id: coalition
name: { ru: Коалиция, en: Coalition }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }
    worth: 1.00
    pay: { max: 50%, of: receipt }
  cents:
    name: { ru: { one: балл, few: балла, many: баллов }, en: { one: point, other: points } }
    decimals: 2
coupons:
  - { id: gift, gives: { discount: { percent: 10% } } }
partners:
  books: { name: { ru: '=HYPERLINK("http://x")', en: Books }, issue: 0.33, redeem: 0.95 }
  taxi: { name: { ru: Такси, en: Taxi } }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }
  - { id: cents, on: purchase, partner: books, earn: { wallet: cents, rate: 1% } }
  - { id: thanks, on: purchase, partner: books, coupon: { id: gift } }
leaderboards:
  - { id: month, name: { ru: Месяц, en: Month }, meter: spend, every: month, names: first }
  - { id: week, meter: spend, every: week }
  - { id: ever, meter: spend, every: ever, names: number }
`;

/** The month of Moscow so many months before this one. */
export function month(before: number): string {
  const now = new Date(Date.now() + 3 * 3_600_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - before, 1)).toISOString().slice(0, 7);
}

/** What was accepted so far was accepted in the middle of that month: as if we had waited. */
export async function acceptedIn(api: TestApi, shop: TestOrganization, months: number): Promise<void> {
  const to = `${month(months)}-15T12:00:00Z`;
  await execute(
    api.database.db.system,
    sql`update operations set accepted_at = ${to} where organization_id = ${shop.organizationId} and accepted_at > now() - interval '1 hour'`,
  );
}
