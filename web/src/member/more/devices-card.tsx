/** Where the person is signed in; a lost telephone is put out from here, and its QR with it. */
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Asked } from '../../ui/states.tsx';
import type { CardSessionRow } from '../card-types.ts';
import { useCard } from '../session.tsx';
import { morePhrases } from './phrases.ts';

const KEY = ['card', 'sessions'];

export function DevicesCard(): ReactNode {
  const t = usePhrases(morePhrases);
  const { api, organization } = useCard();
  const devices = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const { sessions } = await api.answer(
        api.client.GET('/v1/card/{organization}/me/sessions', { params: { path: { organization } } }),
      );
      return sessions;
    },
  });
  const ending = useEnd();
  return (
    <Card title={t('devices.title')}>
      <Asked query={devices}>
        {(known) => (
          <Stack gap="md">
            {known.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                onEnd={() => void ending.run(device.id).catch(() => undefined)}
              />
            ))}
            {ending.state.error === null ? null : <Refusal trouble={troubleOf(ending.state.error)} />}
            {known.length > 1 ? (
              <Group>
                <Button
                  size="sm"
                  variant="default"
                  loading={ending.state.isPending}
                  onClick={() => void ending.run(null).catch(() => undefined)}
                >
                  {t('devices.end-others')}
                </Button>
              </Group>
            ) : null}
          </Stack>
        )}
      </Asked>
    </Card>
  );
}

function DeviceRow({ device, onEnd }: { readonly device: CardSessionRow; onEnd(): void }): ReactNode {
  const t = usePhrases(morePhrases);
  const format = useFormat();
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
      <div>
        <Text style={{ overflowWrap: 'anywhere' }}>{deviceName(device.browser) ?? t('devices.unknown')}</Text>
        <Text size="sm" c="dimmed">
          {t('devices.seen', { when: format.dateTime(device.seenAt) })}
          {device.address === null ? '' : ` · ${device.address}`}
        </Text>
      </div>
      {device.isThis ? (
        <Badge style={{ flex: 'none' }}>{t('devices.this')}</Badge>
      ) : (
        <Button size="sm" variant="default" style={{ flex: 'none' }} onClick={onEnd}>
          {t('devices.end')}
        </Button>
      )}
    </Group>
  );
}

const BROWSERS = [
  ['YaBrowser', 'Yandex Browser'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** What a browser says of itself is long and of the past: «Chrome, Android». null when nothing in it is known. */
function deviceName(browser: string | null): string | null {
  const within = (names: readonly (readonly [string, string])[]): string | undefined =>
    names.find(([mark]) => browser?.includes(mark))?.[1];
  const parts = [within(BROWSERS), within(SYSTEMS)].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(', ');
}

/** One, or all but this with null. */
function useEnd() {
  const { api, organization } = useCard();
  const queries = useQueryClient();
  return useCommand<string | null, null>(async ({ input: id }) => {
    await api.done(
      id === null
        ? api.client.DELETE('/v1/card/{organization}/me/sessions', { params: { path: { organization } } })
        : api.client.DELETE('/v1/card/{organization}/me/sessions/{id}', { params: { path: { organization, id } } }),
    );
    await queries.invalidateQueries({ queryKey: KEY });
    return null;
  });
}
