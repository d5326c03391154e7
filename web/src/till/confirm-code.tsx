/** The customer's yes to paying so much from their card: six digits that were sent to them, or stand in their card. */
import { Button, Group, PinInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useApi } from '../data/session.tsx';
import { troubleOf } from '../data/trouble.ts';
import { usePhrases } from '../i18n/language.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { whatPhrases } from './what-phrases.ts';

export interface ConfirmCodeProps {
  readonly memberId: string;
  readonly programId: string;
  /** Minor money that units are to pay. */
  readonly amount: number;
  readonly isBusy: boolean;
  onCode(code: string): void;
  onWithout(): void;
}

const DIGITS = 6;

export function ConfirmCode({ memberId, programId, amount, isBusy, onCode, onWithout }: ConfirmCodeProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const { client, answer } = useApi();
  const [code, setCode] = useState('');
  const sending = useMutation({
    mutationFn: () =>
      answer(client.POST('/v1/till/confirmations', { body: { member: { id: memberId }, programId, amount } })),
  });
  const send = useEffectEvent(() => sending.mutate());
  useEffect(() => send(), [memberId, amount]);
  const { data } = sending;
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t('code.title')}
      </Title>
      <Text c="dimmed" size="sm" role="status">
        {t('code.why')}{' '}
        {data === undefined ? '' : data.sentTo === null ? t('code.card') : t('code.sent', { to: data.sentTo.to })}
      </Text>
      <PinInput
        length={DIGITS}
        type="number"
        size="lg"
        autoFocus
        ariaLabel={t('code.label')}
        disabled={isBusy}
        value={code}
        onChange={setCode}
        onComplete={(typed) => {
          setCode('');
          onCode(typed);
        }}
      />
      {sending.error === null ? null : (
        <Refusal trouble={troubleOf(sending.error)} onRetry={() => sending.mutate()} isRetrying={sending.isPending} />
      )}
      <Group gap="sm">
        <Button variant="default" loading={sending.isPending} onClick={() => sending.mutate()}>
          {t('code.again')}
        </Button>
        <Button variant="default" onClick={onWithout}>
          {t('code.without')}
        </Button>
      </Group>
    </Stack>
  );
}
