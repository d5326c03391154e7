/** A password that somebody chooses: the rule stands below it from the start, and how much is missing while it is typed. */
import { type ReactNode, useState } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { entrancePhrases } from './phrases.ts';

/** The server's rule; it looks again. */
const CHARACTERS_MIN = 10;
const CHARACTERS_MAX = 128;

export function isPasswordLongEnough(password: string): boolean {
  return password.length >= CHARACTERS_MIN;
}

export interface NewPasswordProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

export function NewPassword({ label, value, onChange }: NewPasswordProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  const [wasLeft, setLeft] = useState(false);
  const missing = CHARACTERS_MIN - value.length;
  return (
    <PasswordField
      label={label}
      description={t('password.rule', { n: CHARACTERS_MIN })}
      error={wasLeft && value !== '' && missing > 0 ? t('password.longer', { n: missing }) : null}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      maxLength={CHARACTERS_MAX}
      autoComplete="new-password"
      required
    />
  );
}
