/** The password of whoever sits here, asked again before something about the sign-in changes. */
import type { ReactNode } from 'react';
import { PasswordField } from '../../ui/password-field.tsx';

export interface OldPasswordProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

export function OldPassword({ label, value, onChange }: OldPasswordProps): ReactNode {
  return (
    <PasswordField
      label={label}
      autoComplete="current-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      required
    />
  );
}
