/** The receipt's number as a QR on its slip: scanned at a till, it begins the return. */
import type { ReactNode } from 'react';
import { QrCode } from '../ui/qr-code.tsx';
import { slipText } from './receipt-number.ts';

export function SlipCode({ number }: { readonly number: string }): ReactNode {
  return <QrCode text={slipText(number)} label={number} />;
}
