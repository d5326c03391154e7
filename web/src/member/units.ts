/** Units as people count them: what the server tells in a wallet's smallest parts. */
import type { Format, UnitName } from '../i18n/format.ts';

export interface Counted {
  readonly name: UnitName;
  readonly decimals: number;
}

/** 1284 of no decimals → 1284; 1050 of two → 10.5. */
export function wholeOf(units: number, { decimals }: Pick<Counted, 'decimals'>): number {
  return units / 10 ** decimals;
}

/** 5 → 5 бонусов. */
export function unitsText(
  format: Format,
  units: number,
  of: Counted,
  options: { readonly sign?: boolean } = {},
): string {
  return format.units(wholeOf(units, of), of.name, options);
}
