/** The code by which a device becomes a till: to type, to scan, to print. It waits here until the device has come. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { createPortal } from 'react-dom';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Done, Loading } from '../../ui/states.tsx';
import { storePhrases } from './phrases.ts';
import { type Till, useCashiers, useRefresh } from './store-data.ts';
import classes from './stores.module.css';

export interface PairingDialogProps {
  readonly till: Till;
  onClose(): void;
}

const LOOK_EVERY_MS = 2_000;
const MINUTE_MS = 60_000;
const TICK_MS = 5_000;

export function PairingDialog({ till, onClose }: PairingDialogProps): ReactNode {
  const t = usePhrases(storePhrases);
  const { client, answer } = useApi();
  const refresh = useRefresh();
  // A code is made when the dialog opens and when somebody asks for another, never by itself.
  const opening = useQuery({
    queryKey: ['till-pairing', till.id],
    queryFn: () => answer(client.POST('/v1/tills/{id}/pairing', { params: { path: { id: till.id } } })),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  const isPaired = useIsPaired(till);
  const arrived = useEffectEvent(refresh);
  useEffect(() => {
    if (isPaired) arrived();
  }, [isPaired]);
  return (
    <Dialog onClose={onClose} title={t('pair.title', { name: till.name })}>
      {isPaired ? (
        <Paired till={till} onClose={onClose} />
      ) : opening.data === undefined ? (
        opening.error === null ? (
          <Loading />
        ) : (
          <Refusal
            trouble={troubleOf(opening.error)}
            onRetry={() => void opening.refetch()}
            isRetrying={opening.isFetching}
          />
        )
      ) : (
        <Code
          till={till}
          code={opening.data.code}
          expiresAt={opening.data.expiresAt}
          isMaking={opening.isFetching}
          onNew={() => void opening.refetch()}
        />
      )}
    </Dialog>
  );
}

/** Whether a device has come since the dialog was opened. */
function useIsPaired(till: Till): boolean {
  const { client, answer } = useApi();
  const looking = useQuery({
    queryKey: ['till-paired', till.id],
    queryFn: async () => {
      const { tills } = await answer(client.GET('/v1/tills'));
      return tills.find(({ id }) => id === till.id)?.pairedAt ?? null;
    },
    refetchInterval: LOOK_EVERY_MS,
    gcTime: 0,
  });
  return looking.data !== undefined && looking.data !== null && looking.data !== till.pairedAt;
}

interface CodeProps {
  readonly till: Till;
  readonly code: string;
  readonly expiresAt: string;
  readonly isMaking: boolean;
  onNew(): void;
}

function Code({ till, code, expiresAt, isMaking, onNew }: CodeProps): ReactNode {
  const t = usePhrases(storePhrases);
  const leftMs = useLeftMs(expiresAt);
  return (
    <Stack gap="lg">
      {leftMs > 0 ? (
        <>
          <Sheet till={till} code={code} />
          <Text c="dimmed" ta="center">
            {t('pair.left', { n: Math.ceil(leftMs / MINUTE_MS) })}
          </Text>
          {createPortal(
            <div className={classes['paper']} aria-hidden="true">
              <Sheet till={till} code={code} />
            </div>,
            document.body,
          )}
        </>
      ) : (
        <Alert color="yellow" variant="light" role="status">
          {t('pair.over')}
        </Alert>
      )}
      {till.status === 'paired' ? (
        <Text size="sm" c="dimmed" ta="center">
          {t('pair.old')}
        </Text>
      ) : null}
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {t('pair.waiting')}
        </Text>
        <Group gap="xs">
          <Button variant="default" loading={isMaking} onClick={onNew}>
            {t('pair.new')}
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            {t('pair.print')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

/** What is to be done on the device: on the screen, and on paper. */
function Sheet({ till, code }: Pick<CodeProps, 'till' | 'code'>): ReactNode {
  const t = usePhrases(storePhrases);
  return (
    <div className={classes['sheet']}>
      <Title order={2} size="h4" className={classes['words'] ?? ''}>
        {till.store.name} · {till.name}
      </Title>
      <Text>{t('pair.steps', { address: `${location.host}/till` })}</Text>
      <div className={classes['code']}>{code}</div>
      <QrCode text={`${location.origin}/till#pair=${code}`} label={t('pair.qr')} width="13.75rem" />
    </div>
  );
}

function Paired({ till, onClose }: PairingDialogProps): ReactNode {
  const t = usePhrases(storePhrases);
  const cashiers = useCashiers();
  const hasPins = cashiers.data?.some(({ hasPin }) => hasPin) === true;
  return (
    <Stack gap="lg">
      <Done title={t('pair.done', { name: till.name })}>{hasPins ? t('pair.done-pins') : t('pair.done-about')}</Done>
      <Button onClick={onClose} data-autofocus>
        {t('pair.close')}
      </Button>
    </Stack>
  );
}

function useLeftMs(expiresAt: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(expiresAt) - now;
}
