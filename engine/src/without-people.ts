/**
 * What stays of a stored operation when the people behind its account are forgotten: what moved and why by which rule, the goods
 * and the dates. What anybody may have written about a person goes: attributes, dates of every year, what a shop told with an
 * event or a receipt, reasons typed by hand. An operation without people can be read and undone by a return, but not decided again.
 */
import type { Decision, Emitted, Reason } from './decision.ts';
import type { Event, PurchaseEvent } from './event.ts';
import { type Parcel, parcelSchema } from './parcel.ts';
import { SYSTEM_EVENTS } from './rules/custom.ts';
import { unreachable } from './values/unreachable.ts';

/** Stands where words were. */
const ERASED = '—';

export function eventWithoutPeople(event: Event): Event {
  switch (event.type) {
    case 'purchase':
    case 'hold': {
      const { receipt, ...rest } = event;
      return { ...rest, receipt: receiptWithoutPeople(receipt) };
    }
    case 'correction':
    case 'grant':
      return { ...event, reason: ERASED };
    case 'cancel': {
      const { reason: _, ...rest } = event;
      return rest;
    }
    case 'custom':
      return { ...event, data: SYSTEM_EVENTS.has(event.name) ? withoutWhose(event.data) : {} };
    case 'profile':
      return { type: 'profile', at: event.at, ...(event.seller === undefined ? {} : { seller: event.seller }) };
    case 'receive':
      return { ...event, parcel: parcelWithoutPeople(event.parcel) };
    case 'return':
    case 'choose':
    case 'offer':
    case 'redeem':
    case 'payout':
    case 'collect':
    case 'confirm':
    case 'convert':
    case 'transfer':
    case 'merge':
    case 'refer':
    case 'release':
    case 'clock':
    case 'void':
      return event;
    default:
      return unreachable(event);
  }
}

export function decisionWithoutPeople(decision: Decision): Decision {
  const { reasons, emits } = decision;
  return {
    ...decision,
    reasons: reasons.map(reasonWithoutPeople),
    ...(emits === undefined ? {} : { emits: emits.map(emittedWithoutPeople) }),
  };
}

/** What is on its way from one account to another or to itself. */
export function emittedWithoutPeople<E extends Pick<Emitted, 'name' | 'data'>>(emitted: E): E {
  const { name, data } = emitted;
  if (name !== 'receive') return { ...emitted, data: withoutWhose(data) };
  const parcel = parcelSchema.parse(JSON.parse(data['parcel'] ?? 'null'));
  return { ...emitted, data: { ...data, parcel: JSON.stringify(parcelWithoutPeople(parcel)) } };
}

function receiptWithoutPeople(receipt: PurchaseEvent['receipt']): PurchaseEvent['receipt'] {
  const { attributes: _, ...rest } = receipt;
  const lines = rest.lines.map((line) => {
    const { attributes: __, ...plain } = line;
    return plain;
  });
  return { ...rest, lines };
}

function parcelWithoutPeople(parcel: Parcel): Parcel {
  if (parcel.state === undefined) return parcel;
  const { attributes: _, dates: __, ...state } = parcel.state;
  return { ...parcel, state };
}

function reasonWithoutPeople(reason: Reason): Reason {
  return 'reason' in reason.params ? { ...reason, params: { ...reason.params, reason: ERASED } } : reason;
}

function withoutWhose<Data extends object>(data: Data): Data {
  return 'whose' in data ? { ...data, whose: ERASED } : data;
}
