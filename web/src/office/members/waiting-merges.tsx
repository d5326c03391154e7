/** Merges of this account that wait for a second person, and that person's yes or no. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi, useSession } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { deedPhrases } from './deed-phrases.ts';
import { memberPhrases } from './member-phrases.ts';

export interface WaitingMergesProps {
  readonly accountId: string;
  onDone(words: string): void;
}

const PENDING_MAX = 100;

export function WaitingMerges({ accountId, onDone }: WaitingMergesProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const d = usePhrases(deedPhrases);
  const { client, answer } = useApi();
  const { may } = useSession();
  const pending = useQuery({
    queryKey: ['merges', 'pending'],
    meta: { live: ['Merges'] },
    queryFn: () => answer(client.GET('/v1/merges', { params: { query: { status: 'pending', limit: PENDING_MAX } } })),
  });
  const decide = useCommand(({ input: { id, isYes } }: { readonly input: Decision }) => {
    const params = { params: { path: { id } } };
    return answer(
      isYes ? client.POST('/v1/merges/{id}/approve', params) : client.POST('/v1/merges/{id}/reject', params),
    );
  });
  const own = (pending.data?.merges ?? []).filter(({ from, into }) => from === accountId || into === accountId);
  const run = (input: Decision): void =>
    void decide.run(input).then(
      () => onDone(input.isYes ? d('merge.done') : ''),
      () => undefined,
    );
  return own.map(({ id, units, reason }) => (
    <Alert key={id} color="yellow" variant="light" radius="lg" title={t('waiting.title')}>
      <Stack gap="sm">
        <Text size="sm" dir="auto">
          {t('waiting.text', { n: units, reason })}
        </Text>
        {decide.state.error === null ? null : <Refusal trouble={troubleOf(decide.state.error)} />}
        {may('admin') ? (
          <Group gap="sm">
            <Button size="sm" loading={decide.state.isPending} onClick={() => run({ id, isYes: true })}>
              {t('waiting.approve')}
            </Button>
            <Button size="sm" variant="default" onClick={() => run({ id, isYes: false })}>
              {t('waiting.reject')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Alert>
  ));
}

interface Decision {
  readonly id: string;
  readonly isYes: boolean;
}
