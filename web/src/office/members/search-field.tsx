/** One field that takes whatever one knows of a member. */
import { CloseButton, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { membersPhrases } from './phrases.ts';

export interface SearchFieldProps {
  readonly typed: string;
  readonly autoFocus?: boolean;
  onType(typed: string): void;
  onKeyDown?(event: KeyboardEvent<HTMLInputElement>): void;
}

const TYPED_MAX = 200;

export function SearchField({ typed, autoFocus = false, onType, onKeyDown }: SearchFieldProps): ReactNode {
  const t = usePhrases(membersPhrases);
  return (
    <TextInput
      type="search"
      label={t('search.label')}
      description={t('search.hint')}
      autoComplete="off"
      spellCheck={false}
      maxLength={TYPED_MAX}
      size="md"
      dir="auto"
      data-autofocus={autoFocus ? '' : undefined}
      value={typed}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      rightSection={typed === '' ? null : <CloseButton aria-label={t('search.clear')} onClick={() => onType('')} />}
    />
  );
}
