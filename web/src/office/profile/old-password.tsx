/** The password of whoever sits here, asked again before something about the sign-in changes. */
import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';

export interface OldPasswordProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

export function OldPassword({ label, value, onChange }: OldPasswordProps): ReactNode {
  return (
    <PasswordInput
      label={label}
      autoComplete="current-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      required
    />
  );
}
