/** What a till adds to what is asked at it: its store and itself on receipts, and on every operation who sold. */
import type { Event, Seller } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Caller, CallingTill } from '../../route.ts';

/** Operations that these deps post say at which till they were asked for, and by whom; those of other callers say nothing. */
export function soldBy<Deps extends { readonly ledger: Ledger }>(deps: Deps, { till }: Caller): Deps {
  if (till === undefined) return deps;
  const { ledger } = deps;
  const seller = sellerOf(till);
  const post: Ledger['post'] = ({ event, ...request }) =>
    ledger.post({
      ...request,
      event:
        typeof event === 'function'
          ? (operationId) => withSeller(event(operationId), seller)
          : withSeller(event, seller),
    });
  return { ...deps, ledger: { ...ledger, post } };
}

interface Placed {
  readonly receipt: { readonly store?: string | undefined; readonly till?: string | undefined };
}

/** The same receipt as that of the till. Throws ApiError store_foreign when it names another. */
export function placedAt<Body extends Placed>(body: Body, till: CallingTill | undefined): Body {
  if (till === undefined) return body;
  const { receipt } = body;
  const { tillId, storeId } = till;
  if ((receipt.store ?? storeId) !== storeId || (receipt.till ?? tillId) !== tillId)
    throw new ApiError('store_foreign');
  return { ...body, receipt: { ...receipt, store: storeId, till: tillId } };
}

function sellerOf({ tillId, storeId, cashierId }: CallingTill): Seller {
  return { till: tillId, store: storeId, ...(cashierId === null ? {} : { cashier: cashierId }) };
}

function withSeller(event: Event, seller: Seller): Event {
  // What time does by itself, and what never happens, nobody has sold.
  if (event.type === 'clock' || event.type === 'void' || event.type === 'receive') return event;
  return { ...event, seller };
}
