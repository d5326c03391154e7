/** Where a code is typed: the phone offers it by itself (autocomplete), it can be pasted with whatever stands around it. */
import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

export interface CodeFieldProps {
  readonly label: string;
  /** Where it was sent. */
  readonly about: string;
  readonly digits: number;
  readonly value: string;
  onChange(code: string): void;
  /** Called when the last digit has come. */
  onWhole?(code: string): void;
}

export function CodeField({ label, about, digits, value, onChange, onWhole }: CodeFieldProps): ReactNode {
  const type = (typed: string): void => {
    const code = typed.replaceAll(/\D/gu, '').slice(0, digits);
    onChange(code);
    if (code.length === digits && code !== value) onWhole?.(code);
  };
  return (
    <TextInput
      size="lg"
      name="code"
      label={label}
      description={about}
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      value={value}
      onChange={(event) => type(event.currentTarget.value)}
      styles={{ input: { letterSpacing: '0.35em', fontVariantNumeric: 'tabular-nums', fontWeight: 650 } }}
    />
  );
}
