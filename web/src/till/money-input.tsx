/** A sum of money, typed in the units that people say. */
import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat } from '../i18n/language.tsx';

const SUM_MAX = 100_000_000;

export interface MoneyInputProps {
  readonly label: string;
  /** Minor units. */
  readonly value: number;
  readonly currency: string;
  readonly flex?: string;
  readonly isLarge?: boolean;
  readonly isLabelShown?: boolean;
  readonly isLocked: boolean;
  /** Minor units. */
  readonly most?: number;
  onChange(minor: number): void;
}

export function MoneyInput(props: MoneyInputProps): ReactNode {
  const { label, value, currency, flex, isLarge = false, isLabelShown = true, isLocked, most, onChange } = props;
  const format = useFormat();
  const parts = 10 ** format.minorDigits(currency);
  return (
    <NumberInput
      {...(isLabelShown ? { label } : { 'aria-label': label, placeholder: label })}
      min={0}
      max={most === undefined ? SUM_MAX : most / parts}
      clampBehavior="strict"
      allowNegative={false}
      decimalScale={format.minorDigits(currency)}
      decimalSeparator={format.decimalSeparator}
      allowedDecimalSeparators={['.', ',']}
      thousandSeparator={format.groupSeparator}
      hideControls
      inputMode="decimal"
      disabled={isLocked}
      data-autofocus={isLarge}
      autoFocus={isLarge}
      {...(flex === undefined ? {} : { flex })}
      {...(isLarge ? { size: 'xl', styles: { input: { fontSize: '2rem', fontWeight: 700 } } } : {})}
      value={value === 0 ? '' : value / parts}
      onChange={(typed) => onChange(Math.round(Number(typed) * parts))}
    />
  );
}
