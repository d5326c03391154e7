/** The code that a till asks for before it takes many units: to be said aloud, by whoever is really paying now. */
import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { useAskedEvery } from '../live.tsx';
import { memberPhrases } from '../phrases.ts';
import { useCard } from '../session.tsx';

const ASKED_AGAIN_MS = 3000;

export function Confirmations(): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const { api, organization, isOver } = useCard();
  const refetchInterval = useAskedEvery(ASKED_AGAIN_MS);
  const asked = useQuery({
    queryKey: ['card', 'confirmations'],
    enabled: !isOver,
    meta: { live: ['Card'] },
    refetchInterval,
    retry: false,
    queryFn: () =>
      api.answer(api.client.GET('/v1/card/{organization}/me/confirmations', { params: { path: { organization } } })),
  });
  return asked.data?.confirmations.map(({ id, code, amount, store }) => (
    <Paper
      key={id}
      role="alert"
      withBorder
      radius="lg"
      p="lg"
      bg="var(--kopilka-accent-tint)"
      c="var(--mantine-color-text)"
    >
      <Stack gap={4} align="center" ta="center">
        <Title order={2} size="h5">
          {t('confirm.title')}
        </Title>
        <Text size="sm">{store}</Text>
        <Text fz={44} fw={750} lh={1.2} className="kopilka-figures" style={{ letterSpacing: '0.15em' }}>
          {code}
        </Text>
        <Text>{t('confirm.say', { money: format.money(amount) })}</Text>
      </Stack>
    </Paper>
  ));
}
