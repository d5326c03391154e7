// A deed of a story as the request that a client would send for it.
import {
  type ApplyRequest,
  type Deed,
  type Event,
  formatQuantity,
  type PurchaseEvent,
  type Receipt,
} from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Call } from '../api/test-api.ts';
import type { People } from './people.ts';
import { momentOf, required, type ScenarioShop } from './scenario-shop.ts';

/** What the story's operations are called by the API. */
export interface Opened {
  readonly type: Event['type'];
  readonly id: string;
}

export interface Told {
  readonly shop: ScenarioShop;
  readonly people: People;
  readonly opened: ReadonlyMap<string, Opened>;
}

interface Sending extends Told {
  readonly memberId: string;
  readonly accountId: string;
  readonly call: Call;
}

/** Answers what the API says, good or bad. */
export async function send(told: Told, { id, member, event, quote }: Deed): Promise<Answer> {
  const { memberId, accountId } = await told.people.known(member);
  const sending = { ...told, memberId, accountId, call: told.shop.call };
  if (event.type === 'purchase') return sendPurchase(sending, event, quote ? null : id);
  if (quote) throw new Error(`only purchases can be quoted, not a ${event.type}`);
  return sendOther(sending, event);
}

function sendPurchase({ call, memberId }: Sending, event: PurchaseEvent, id: string | null): Promise<Answer> {
  const { pay, apply } = event;
  const json = {
    member: { id: memberId },
    receipt: { ...(id === null ? {} : { id }), ...receiptOf(event.receipt) },
    ...(pay === undefined ? {} : { pay }),
    ...(apply === undefined ? {} : { apply: apply.map(applied) }),
  };
  return call('POST', id === null ? '/v1/quotes' : '/v1/purchases', { json });
}

function receiptOf(receipt: Receipt): object {
  return { ...receipt, lines: receipt.lines.map((line) => ({ ...line, quantity: formatQuantity(line.quantity) })) };
}

function applied(apply: ApplyRequest): object {
  if (apply.type === 'reward') return { reward: apply.reward };
  return apply.code === undefined ? { coupon: apply.coupon } : { code: apply.code };
}

/** What the event says, as fields of a request: everything but its type and its moment, which is now. */
function saidIn<E extends Event>({ type: _type, at: _at, ...said }: E): Omit<E, 'type' | 'at'> {
  return said;
}

async function sendOther(sending: Sending, event: Exclude<Event, PurchaseEvent>): Promise<Answer> {
  const { call, memberId, people } = sending;
  const member = { id: memberId };
  switch (event.type) {
    case 'return':
      return sendReturn(sending, event);
    case 'correction':
      return call('POST', '/v1/corrections', { json: { member, ...saidIn(event) } });
    case 'custom':
      return call('POST', '/v1/events', { json: { member, ...saidIn(event) } });
    case 'redeem': {
      const { reward: rewardId, quantity } = event;
      return call('POST', '/v1/redemptions', { json: { member, rewardId, quantity } });
    }
    case 'payout':
      return call('POST', '/v1/payouts', { json: { member, ...saidIn(event) } });
    case 'convert': {
      const { conversion: conversionId, units } = event;
      return call('POST', '/v1/conversions', { json: { member, conversionId, units } });
    }
    case 'transfer': {
      const { wallet, units } = event;
      const to = { id: (await people.known(event.to)).memberId };
      return call('POST', '/v1/transfers', { json: { from: member, to, wallet, units } });
    }
    case 'collect':
    case 'cancel':
    case 'confirm':
      return sendClosing(sending, event);
    case 'refer':
      return sendReferral(sending, event.by);
    case 'merge':
      return sendMerge(sending, event.into);
    default:
      return sendToAccount(sending, event);
  }
}

/** What is told of an account, whoever of its members it is. */
function sendToAccount({ call, accountId }: Sending, event: Event): Promise<Answer> {
  const account = `/v1/accounts/${accountId}`;
  switch (event.type) {
    case 'profile':
      return call('PUT', `${account}/profile`, { json: saidIn(event) });
    case 'choose': {
      const { choice, period, picks } = event;
      return call('PUT', `${account}/choices/${choice}`, { json: { period, picks } });
    }
    case 'offer':
      return call('PUT', `${account}/choices/${event.choice}/offer`, { json: { options: event.options } });
    case 'grant': {
      const { level, until, reason } = event;
      const moment = until === null ? null : momentOf(until);
      return call('POST', `${account}/tier`, { json: { level, until: moment, reason } });
    }
    default:
      throw new Error(`a client cannot send a ${event.type}`);
  }
}

function sendReturn({ call, opened }: Sending, event: Extract<Event, { readonly type: 'return' }>): Promise<Answer> {
  const [part, another] = event.parts;
  if (part === undefined || another !== undefined) throw new Error('a return of several purchases');
  const purchaseId = opened.get(part.purchase)?.id ?? randomUUID();
  const lines = part.lines.map(({ line, quantity }) => ({ line, quantity: formatQuantity(quantity) }));
  return call('POST', '/v1/returns', { json: { purchaseId, lines } });
}

/** Where each thing that stays open is closed, and how. */
async function sendClosing(
  { call, shop, opened }: Sending,
  { type, item }: Extract<Event, { readonly type: 'collect' | 'cancel' | 'confirm' }>,
): Promise<Answer> {
  const opener = opened.get(item);
  if (opener === undefined) throw new Error(`there is nothing called ${item}`);
  const { id } = opener;
  if (opener.type === 'redeem') return call('POST', `/v1/redemptions/${id}/${type}`);
  if (opener.type !== 'payout') {
    const json = { operationId: id };
    return call('POST', type === 'confirm' ? '/v1/confirmations' : '/v1/confirmations/cancel', { json });
  }
  if (type !== 'collect') return call('POST', `/v1/payouts/${id}/refuse`);
  required(await shop.secondPerson('POST', `/v1/payouts/${id}/approve`));
  return call('POST', `/v1/payouts/${id}/pay`);
}

async function sendReferral({ call, people, memberId }: Sending, by: string): Promise<Answer> {
  const referrer = await people.known(by);
  const card = required(await call('GET', `/v1/members/${referrer.memberId}/referral`));
  return call('POST', '/v1/referrals', { json: { code: card.textAt('code'), member: { id: memberId } } });
}

async function sendMerge({ call, shop, people, accountId }: Sending, into: string): Promise<Answer> {
  const heir = await people.known(into);
  const json = { from: accountId, reason: 'a scenario' };
  const asked = await call('POST', `/v1/accounts/${heir.accountId}/merge`, { json });
  if (asked.at('status') !== 'pending') return asked;
  return shop.secondPerson('POST', `/v1/merges/${z.string().parse(asked.at('id'))}/approve`);
}
