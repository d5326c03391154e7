/** A mistake of our own in one screen says what happened and leaves the rest of the app standing. */
import { Button, Stack } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { troubleOf } from '../data/trouble.ts';
import { usePhrases } from '../i18n/language.tsx';
import { uiPhrases } from './phrases.ts';
import { Refusal } from './refusal.tsx';

export interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** React knows error boundaries as classes only. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error: error ?? new Error('nothing was thrown') };
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error} />;
  }
}

export function Broken({ error }: { readonly error: unknown }): ReactNode {
  const t = usePhrases(uiPhrases);
  return (
    <Stack p="lg" align="flex-start">
      <Refusal trouble={troubleOf(error)} />
      <Button variant="default" onClick={() => location.reload()}>
        {t('page.reload')}
      </Button>
    </Stack>
  );
}
