/** A field for a password; the eye that shows what was typed is called in the reader's language. */
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { uiPhrases } from './phrases.ts';

export function PasswordField(props: PasswordInputProps): ReactNode {
  const t = usePhrases(uiPhrases);
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('password.look') }} {...props} />;
}
