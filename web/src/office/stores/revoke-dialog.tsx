/** Asks before a till is disconnected for ever. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { storePhrases } from './phrases.ts';
import { type Till, useRefresh } from './store-data.ts';

export interface RevokeDialogProps {
  readonly till: Till;
  onClose(): void;
}

export function RevokeDialog({ till, onClose }: RevokeDialogProps): ReactNode {
  const t = usePhrases(storePhrases);
  const format = useFormat();
  const { client, done } = useApi();
  const refresh = useRefresh();
  const revoke = useCommand(({ input: id }: { readonly input: string }) =>
    done(client.DELETE('/v1/tills/{id}', { params: { path: { id } } })),
  );
  const run = async (): Promise<void> => {
    await revoke.run(till.id);
    refresh();
    onClose();
  };
  return (
    <ConfirmWithConsequence
      opened
      title={t('revoke.title', { name: till.name })}
      consequence={
        till.status === 'waiting' ? (
          t('revoke.unused')
        ) : (
          <Stack gap="xs">
            <Text>{t('revoke.consequence')}</Text>
            {till.lastUsedAt === null ? null : (
              <Text c="dimmed">{t('revoke.last', { when: format.dateTime(till.lastUsedAt) })}</Text>
            )}
          </Stack>
        )
      }
      action={t('till.revoke')}
      isBusy={revoke.state.isPending}
      trouble={revoke.state.error === null ? null : troubleOf(revoke.state.error)}
      onConfirm={() => void run().catch(() => undefined)}
      onCancel={onClose}
    />
  );
}
