/** Done: the poster by which customers join, the till, and a first purchase that can be taken back. */
import { Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useShop } from '../../data/use-organization.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Asked } from '../../ui/states.tsx';
import { joinAddress, isLocal } from './join-address.ts';
import { startPhrases } from './start-phrases.ts';
import { TillCard } from './till-card.tsx';
import { TrialCard } from './trial-card.tsx';
import { documentOf, type Wish } from './wish.ts';

export function DoneStep({ wish }: { readonly wish: Wish }): ReactNode {
  const t = usePhrases(startPhrases);
  const navigate = useNavigate();
  const shop = useShop();
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} size="h3">
          {t('done.title', { name: wish.name })}
        </Title>
        <Text c="dimmed">{t('done.about')}</Text>
      </div>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        <Asked query={shop}>
          {({ organizationId, name }) => (
            <Card title={t('poster.title')}>
              <Stack gap="md">
                <QrCode text={joinAddress(organizationId)} label={t('poster.label', { name })} width="9rem" />
                <Text size="sm">{isLocal() ? t('poster.local') : t('poster.about')}</Text>
                <Button onClick={() => void navigate({ to: '/poster' })}>{t('poster.open')}</Button>
              </Stack>
            </Card>
          )}
        </Asked>
        <TillCard shop={wish.name} />
        <TrialCard programId={wish.template.id} source={documentOf(wish)} />
      </SimpleGrid>
      <Group>
        <Button variant="subtle" component="a" href="/office/">
          {t('done.today')}
        </Button>
      </Group>
    </Stack>
  );
}
