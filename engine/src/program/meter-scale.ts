/** How many decimal places each kind of meter counts in. */
import { currencyDecimals } from './currencies.ts';
import type { MeterDocument, ProgramDocument } from './document.ts';

const QUANTITY_PLACES = 6;

/** Meters that are there without being declared; `purchases` only where something asks for it. */
export const BUILT_IN_METERS: Readonly<Record<string, MeterDocument>> = {
  spend: { on: 'purchase', add: 'paid' },
  purchases: { on: 'purchase', add: 'count' },
};

/** null when there is no such meter, or the wallet it counts is unknown. */
export function meterScale(document: ProgramDocument, id: string): number | null {
  const meter = meterOf(document, id);
  switch (meter?.add) {
    case undefined:
      return null;
    case 'paid':
    case 'total':
    case 'amount':
      return currencyDecimals(document.currency);
    case 'count':
      return 0;
    case 'earned': {
      const wallet = meter?.wallet === undefined ? undefined : entryOf(document.wallets, meter.wallet);
      return wallet === undefined ? null : (wallet.decimals ?? 0);
    }
    default:
      return QUANTITY_PLACES;
  }
}

export function meterOf(document: ProgramDocument, id: string): MeterDocument | undefined {
  return entryOf(document.meters ?? {}, id) ?? entryOf(BUILT_IN_METERS, id);
}

/** An own entry of a record, never something inherited. */
export function entryOf<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
