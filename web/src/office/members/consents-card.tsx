/** What a person has agreed to, in which words and when: the last yes or no of each kind, and where they came from. */
import { Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Asked } from '../../ui/states.tsx';
import { memberPhrases } from './member-phrases.ts';

export function ConsentsCard({ memberId }: { readonly memberId: string }): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const { client, answer } = useApi();
  const consents = useQuery({
    queryKey: ['member', memberId, 'consents'],
    meta: { live: ['Members', 'Card'] },
    queryFn: () => answer(client.GET('/v1/members/{id}/consents', { params: { path: { id: memberId } } })),
  });
  return (
    <Card title={t('consents.title')}>
      <Asked query={consents}>
        {({ current, joined }) => (
          <Stack gap="sm">
            {current.length === 0 ? <Text c="dimmed">{t('consents.none')}</Text> : null}
            {current.map(({ kind, version, granted, at, by }) => (
              <div key={kind}>
                <Group gap="xs">
                  <Text fw={600}>{kind === 'processing' ? t('consents.processing') : t('consents.advertising')}</Text>
                  <Badge color={granted ? 'accent' : 'gray'}>{granted ? t('consents.yes') : t('consents.no')}</Badge>
                </Group>
                <Text size="sm" c="dimmed">
                  {by === 'member'
                    ? t('consents.by-member', { date: format.date(at), version })
                    : t('consents.by-staff', { date: format.date(at), version })}
                </Text>
              </div>
            ))}
            {joined === null ? null : (
              <Text size="sm" c="dimmed" dir="auto">
                {joined.from === null
                  ? t('consents.joined', { date: format.date(joined.at) })
                  : t('consents.joined-from', { date: format.date(joined.at), from: joined.from })}
              </Text>
            )}
          </Stack>
        )}
      </Asked>
    </Card>
  );
}
