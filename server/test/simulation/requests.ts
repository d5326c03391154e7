/** An action as the request that it is; made once, so that every repeat is the very same. */
import { z } from 'zod';
import type { Entry } from './book.ts';
import type { Action, What } from './plan.ts';
import { programOf, type Shop } from './shops.ts';
import type { Sent } from './wire.ts';

export interface Member {
  readonly id: string;
  readonly accountId: string;
}

/** A shop as it stands on the server. */
export interface OpenShop {
  readonly shop: Shop;
  readonly key: string;
  readonly members: readonly Member[];
  readonly codes: readonly string[];
}

export interface World {
  readonly shops: readonly OpenShop[];
  readonly entries: ReadonlyMap<number, Entry>;
  /** Makes keys of this storm differ from those of others on the same database. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

const HOUR_MS = 3_600_000;
const idSchema = z.looseObject({ id: z.string() });

/** null when what it builds on has not been acknowledged. */
export function requestOf(world: World, action: Action): Sent | null {
  const open = world.shops[action.shop];
  if (open === undefined) throw new Error('an action without a shop');
  const told = tell(world, open, action);
  if (told === null) return null;
  return {
    method: told.method ?? 'POST',
    path: told.path,
    key: open.key,
    body: told.body === undefined ? null : typeof told.body === 'string' ? told.body : JSON.stringify(told.body),
    ...(typeof told.body === 'string' ? { contentType: 'application/yaml' } : {}),
    ...(told.isKeyed === true ? { idempotencyKey: `${world.name}-${action.number}` } : {}),
  };
}

interface Told {
  readonly method?: 'PUT';
  readonly path: string;
  /** Text is a program. */
  readonly body?: object | string;
  readonly isKeyed?: boolean;
}

function tell(world: World, open: OpenShop, { number, what }: Action): Told | null {
  const memberOf = (index: number): object => ({ id: open.members[index]?.id });
  const common = (basket: Extract<What, { type: 'purchase' | 'quote' | 'checkout' }>): object => ({
    member: memberOf(basket.member),
    ...(basket.pay === null ? {} : { pay: { units: basket.pay } }),
    ...('code' in basket && basket.code !== null ? { apply: [{ code: open.codes[basket.code] }] } : {}),
  });
  const opened = (of: number, path: (id: string) => string, body?: object): Told | null => {
    const answer = world.entries.get(of)?.answer;
    return answer === null || answer === undefined
      ? null
      : { path: path(idSchema.parse(JSON.parse(answer.text)).id), ...(body === undefined ? {} : { body }) };
  };
  switch (what.type) {
    case 'purchase': {
      const at = what.ageHours === 0 ? {} : { at: new Date(world.startedAt - what.ageHours * HOUR_MS).toISOString() };
      const receipt = { id: `${number}`, ...at, ...goodsOf(what.lines) };
      const body = { ...common(what), receipt, ...(what.history ? { history: true } : {}) };
      return { path: '/v1/purchases', body, isKeyed: number % 2 === 0 };
    }
    case 'quote':
      return { path: '/v1/quotes', body: { ...common(what), receipt: goodsOf(what.lines) } };
    case 'checkout': {
      const body = { ...common(what), receipt: goodsOf(what.lines), minutes: what.minutes };
      return { path: '/v1/checkouts', body, isKeyed: true };
    }
    case 'commit':
      return opened(what.of, (id) => `/v1/checkouts/${id}/commit`, { receipt: { id: `${number}` } });
    case 'cancel':
      return opened(what.of, (id) => `/v1/checkouts/${id}/cancel`);
    case 'return': {
      const lines = what.lines === null ? {} : { lines: what.lines };
      return { path: '/v1/returns', body: { receipt: { id: `${what.of}` }, ...lines, id: `${number}` } };
    }
    case 'correction': {
      const body = { member: memberOf(what.member), wallet: 'bonus', units: what.units, reason: 'Storm' };
      return { path: '/v1/corrections', body, isKeyed: true };
    }
    case 'transfer': {
      const [from, to] = [memberOf(what.member), memberOf(what.to)];
      return { path: '/v1/transfers', body: { from, to, wallet: 'bonus', units: what.units, id: `${number}` } };
    }
    case 'redeem':
      return { path: '/v1/redemptions', body: { member: memberOf(what.member), rewardId: what.reward }, isKeyed: true };
    case 'collect':
      return opened(what.of, (id) => `/v1/redemptions/${id}/collect`);
    case 'give-back':
      return opened(what.of, (id) => `/v1/redemptions/${id}/cancel`, { reason: 'Storm' });
    case 'event':
      return { path: '/v1/events', body: { member: memberOf(what.member), name: 'shop.review', id: `${number}` } };
    case 'enroll':
      return { path: '/v1/members', body: { identities: { card: cardOf(world, number) } } };
    case 'publish':
      return { method: 'PUT', path: '/v1/programs/shop', body: programOf(open.shop, what.version) };
    case 'clock': {
      const now = new Date(world.startedAt + (number * HOUR_MS) / 4 + what.hours * HOUR_MS).toISOString();
      return { path: '/v1/sandbox/clock', body: { now } };
    }
  }
}

export function cardOf({ name }: Pick<World, 'name'>, number: number): string {
  return `${name}-${number}`;
}

/** As a receipt says it: the sum, and the lines with their amounts. */
export function goodsOf(lines: readonly { readonly sku: string; readonly quantity: number; readonly price: number }[]) {
  const told = lines.map((line) => ({ ...line, amount: line.quantity * line.price }));
  return { total: told.reduce((sum, { amount }) => sum + amount, 0), lines: told };
}
