/**
 * A slip for an 80 mm printer: the page as it is printed, and nothing of the screen. It is drawn where the screen does not show it, because
 * a browser prints only what is in the page.
 */
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Hint } from './hint.tsx';
import './slip.css';

export interface SlipRow {
  readonly label: string;
  readonly value: string;
  readonly isStrong?: boolean;
}

export interface SlipProps {
  /** The shop's name. */
  readonly shop: string;
  readonly title: string;
  readonly at: string;
  /** Who; nothing for somebody without a card. */
  readonly customer: string | null;
  readonly goods: readonly SlipRow[];
  readonly sums: readonly SlipRow[];
  readonly foot: string;
  /** A picture of the code. */
  readonly code?: ReactNode;
}

export function Slip({ shop, title, at, customer, goods, sums, foot, code }: SlipProps): ReactNode {
  return createPortal(
    <div className="kopilka-slip" aria-hidden="true">
      <b dir="auto">{shop}</b>
      <span>{title}</span>
      <span>{at}</span>
      {customer === null ? null : <span dir="auto">{customer}</span>}
      <Rows rows={goods} />
      <Rows rows={sums} />
      {code}
      <span>{foot}</span>
    </div>,
    document.body,
  );
}

function Rows({ rows }: { readonly rows: readonly SlipRow[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <dl>
      {rows.map(({ label, value, isStrong = false }, index) => (
        <div key={`${index} ${label}`} data-strong={isStrong}>
          <dt dir="auto">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function PrintButton({ label }: { readonly label: string }): ReactNode {
  const print = (): void => window.print();
  useHotkeys([['F10', print]], []);
  return (
    <Button variant="default" size="xl" flex="1 1 12rem" onClick={print}>
      {label}
      <Hint keys="F10" />
    </Button>
  );
}
