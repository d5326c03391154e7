/** A balance as a figure: the number first, what it counts under it. */
import type { ReactNode } from 'react';
import { Figure } from '../../ui/page.tsx';
import type { BalanceText } from './balance-text.ts';

export function BalanceFigure({
  label,
  balance: { count, word },
}: {
  readonly label: string;
  readonly balance: BalanceText;
}): ReactNode {
  return <Figure label={label} value={count} note={word} />;
}
