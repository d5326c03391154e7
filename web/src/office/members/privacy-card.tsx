/** What a person may ask for: all that is stored about them as a file, and to be forgotten. */
import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { memberPhrases } from './member-phrases.ts';

export interface PrivacyCardProps {
  readonly memberId: string;
  onForget(): void;
}

export function PrivacyCard({ memberId, onForget }: PrivacyCardProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const { client, answer } = useApi();
  const download = useMutation({
    mutationFn: async () => {
      const file = await answer(
        client.GET('/v1/members/{id}/data', { params: { path: { id: memberId } }, parseAs: 'blob' }),
      );
      saveFile(file, `${t('privacy.file')}.json`);
    },
  });
  return (
    <Card title={t('privacy.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {t('privacy.about')}
        </Text>
        <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
          {t('privacy.download')}
        </Button>
        {download.error === null ? null : (
          <Refusal trouble={troubleOf(download.error)} onRetry={() => download.mutate()} />
        )}
        <Button variant="light" color="red" onClick={onForget}>
          {t('privacy.forget')}
        </Button>
      </Stack>
    </Card>
  );
}
