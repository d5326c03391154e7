/** The first till: made in the shop's first store, and paired with a device by the code that is shown. */
import { Button, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { newId } from '../../data/new-id.ts';
import type { Api } from '../../data/api.ts';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { PairingDialog } from '../stores/pairing-dialog.tsx';
import type { Till } from '../stores/store-data.ts';
import { startPhrases } from './start-phrases.ts';

/** Of a shop's first store; nobody sees it. */
const FIRST_STORE = 'main';
const NAME_CHARACTERS_MAX = 100;

export function TillCard({ shop }: { readonly shop: string }): ReactNode {
  const t = usePhrases(startPhrases);
  const api = useApi();
  const navigate = useNavigate();
  // Chosen once: however often it is sent, it is one till.
  const [tillId] = useState(newId);
  const [isOpen, setOpen] = useState(false);
  const making = useCommand(({ input }: { readonly input: FirstTill }) => makeTill(api, input));
  const till = making.state.data;
  const make = (): void =>
    void making.run({ tillId, shop, name: t('till.first') }).then(
      () => setOpen(true),
      () => undefined,
    );
  return (
    <Card title={t('till.title')}>
      <Stack gap="md">
        <Text size="sm">{t('till.about')}</Text>
        {making.state.error === null ? null : (
          <Refusal trouble={troubleOf(making.state.error)} onRetry={make} isRetrying={making.state.isPending} />
        )}
        <Button loading={making.state.isPending} onClick={till === undefined ? make : () => setOpen(true)}>
          {t('till.pair')}
        </Button>
        <Button variant="default" onClick={() => void navigate({ to: '/stores' })}>
          {t('till.open')}
        </Button>
      </Stack>
      {isOpen && till !== undefined ? <PairingDialog till={till} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

interface FirstTill {
  readonly tillId: string;
  readonly shop: string;
  readonly name: string;
}

async function makeTill({ client, answer }: Api, { tillId, shop, name }: FirstTill): Promise<Till> {
  const { stores } = await answer(client.GET('/v1/stores'));
  const store =
    stores[0] ??
    (await answer(
      client.PUT('/v1/stores/{id}', {
        params: { path: { id: FIRST_STORE } },
        body: { name: shop.slice(0, NAME_CHARACTERS_MAX) },
      }),
    ));
  return answer(client.PUT('/v1/tills/{id}', { params: { path: { id: tillId } }, body: { name, storeId: store.id } }));
}
