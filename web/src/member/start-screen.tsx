/** The first page of a shop's card: whose it is and how it works, before anybody has signed in. */
import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { createOpenApi } from '../data/api.ts';
import { usePhrases } from '../i18n/language.tsx';
import { LookSwitches } from '../ui/look-switches.tsx';
import { MemberLayout } from '../ui/member-layout.tsx';
import { Asked, Empty } from '../ui/states.tsx';
import { memberPhrases } from './phrases.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

export function StartScreen({ organization }: { readonly organization: string }): ReactNode {
  const t = usePhrases(memberPhrases);
  const isAddress = UUID.test(organization);
  const [{ client, answer }] = useState(createOpenApi);
  const shop = useQuery({
    queryKey: ['public', organization],
    enabled: isAddress,
    queryFn: () => answer(client.GET('/v1/public/organizations/{id}', { params: { path: { id: organization } } })),
  });
  const name = shop.data?.name;
  useEffect(() => {
    if (name !== undefined) document.title = name;
  }, [name]);
  return (
    <MemberLayout shop={name ?? 'Kopilka'}>
      <Paper withBorder radius="lg" p="lg">
        {isAddress ? (
          <Asked query={shop}>
            {() => (
              <Stack gap="sm">
                <Title order={2} size="h4">
                  {t('start.how')}
                </Title>
                <Text>{t('start.phone')}</Text>
                <Text>{t('start.spend')}</Text>
              </Stack>
            )}
          </Asked>
        ) : (
          <Empty title={t('start.wrong.title')} advice={t('start.wrong.advice')} />
        )}
      </Paper>
      <LookSwitches />
    </MemberLayout>
  );
}
