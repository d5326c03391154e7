/** Units as people say them: each wallet's sum with its name, in whole units and parts of them. */
import type { CompiledProgram } from '@kopilka/engine';
import type { Format } from '../../i18n/format.ts';
import { type Outcome, unitNameOf } from './decide-here.ts';

/** «+50 бонусов»; null for nothing. Amounts come in the smallest part of each wallet. */
export function earnedText(program: CompiledProgram, earned: Outcome['earned'], format: Format): string | null {
  const sums = [...Map.groupBy(earned, ({ wallet }) => wallet)].map(([wallet, parts]) => {
    const { decimals = 0 } = program.wallets.get(wallet) ?? {};
    const units = parts.reduce((sum, part) => sum + part.units, 0) / 10 ** decimals;
    return format.units(units, unitNameOf(program, wallet), { sign: true });
  });
  return sums.length === 0 ? null : sums.join(', ');
}
