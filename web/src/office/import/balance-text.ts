/** Opening balances in the words of the wallet that they are in. */
import { useFormat } from '../../i18n/language.tsx';
import { type OfficeProgram, unitsText, walletOf } from '../members/programs.ts';
import type { Import } from './imports.ts';

export interface BalanceText {
  /** 27 300 */
  readonly count: string;
  /** бонусов */
  readonly word: string;
  /** 27 300 бонусов */
  readonly whole: string;
}

/** Of the smallest parts of the wallet. */
export function useBalanceText(
  { mapping }: Import,
  programs: readonly OfficeProgram[],
): (units: number, wallet: string | null) => BalanceText {
  const format = useFormat();
  const program = programs.find(({ id }) => id === mapping?.programId) ?? programs[0];
  return (units, walletId) => {
    const wallet = walletOf(program, walletId ?? '');
    const count = units / 10 ** wallet.decimals;
    return {
      count: format.number(count),
      word: format.unitWord(count, wallet.name),
      whole: unitsText(format, wallet, units),
    };
  };
}
