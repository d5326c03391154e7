/** Who: a phone typed, a card scanned. The field has the focus whenever this step is on, so that a scanner can begin at once. */
import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useApi } from '../data/session.tsx';
import { troubleOf } from '../data/trouble.ts';
import { usePhrases } from '../i18n/language.tsx';
import { Card } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { Empty } from '../ui/states.tsx';
import { tillPhrases } from './phrases.ts';
import { findMember, type Member } from './who.ts';

export interface WhoStepProps {
  onFound(member: Member): void;
}

export function WhoStep({ onFound }: WhoStepProps): ReactNode {
  const t = usePhrases(tillPhrases);
  const api = useApi();
  const [typed, setTyped] = useState('');
  const search = useMutation({
    mutationFn: (text: string) => findMember(api, text),
    onSuccess: (member) => {
      if (member !== null) onFound(member);
    },
  });
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') search.mutate(typed);
  };
  return (
    <Card>
      <form onSubmit={find}>
        <Stack gap="md">
          <TextInput
            label={t('who.label')}
            description={t('who.about')}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              search.reset();
            }}
            autoFocus
            autoComplete="off"
            inputMode="tel"
          />
          {search.error === null ? null : (
            <Refusal
              trouble={troubleOf(search.error)}
              onRetry={() => search.mutate(typed)}
              isRetrying={search.isPending}
            />
          )}
          {search.isSuccess && search.data === null ? (
            <div role="status">
              <Empty title={t('who.unknown.title')} advice={t('who.unknown.advice')} />
            </div>
          ) : null}
          <Button type="submit" loading={search.isPending} disabled={typed.trim() === ''}>
            {t('who.find')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
