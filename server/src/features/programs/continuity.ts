/**
 * What a new version may not take away, because accounts already hold it: a wallet, its decimals, the currency.
 * Everything else of a program may change from one version to the next.
 */
import type { CompiledProgram, Problem } from '@kopilka/engine';

export function discontinuities(previous: CompiledProgram, next: CompiledProgram): readonly Problem[] {
  const problems: Problem[] = [];
  if (next.currency !== previous.currency) {
    problems.push(
      problem(
        'currency',
        `the currency was ${previous.currency} and cannot change`,
        `write ${previous.currency}, or start another program`,
      ),
    );
  }
  for (const [id, wallet] of previous.wallets) {
    const kept = next.wallets.get(id);
    if (kept === undefined) {
      problems.push(
        problem(
          'wallets',
          `wallet ${id} is gone, but accounts may hold units of it`,
          'keep it; a wallet that no rule fills does no harm',
        ),
      );
    } else if (kept.decimals !== wallet.decimals) {
      problems.push(
        problem(
          `wallets.${id}.decimals`,
          `decimals were ${wallet.decimals} and cannot change`,
          'units already given are counted by them',
        ),
      );
    }
  }
  return problems;
}

function problem(path: string, message: string, hint: string): Problem {
  return { path, line: 1, column: 1, code: 'not_allowed', message, hint };
}
