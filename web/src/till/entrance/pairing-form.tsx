/** The code of the office, typed in or scanned; a link that was opened here brings it along. */
import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useEffect, useEffectEvent, useState } from 'react';
import { createOpenApi } from '../../data/api.ts';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import classes from './entrance.module.css';
import { codeIn } from './pairing-text.ts';
import { entrancePhrases } from './phrases.ts';

export interface PairingFormProps {
  /** Of the link that was opened. */
  readonly code: string | null;
  /** Tries the code of the link without being asked. */
  readonly isAtOnce: boolean;
  onPaired(token: string): void;
}

export function PairingForm({ code, isAtOnce, onPaired }: PairingFormProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  const [typed, setTyped] = useState(code ?? '');
  const pairing = useMutation({
    mutationFn: (text: string) => {
      const { client, answer } = createOpenApi();
      return answer(client.POST('/v1/tills/pair', { body: { code: codeIn(text) } }));
    },
    onSuccess: ({ token }) => onPaired(token),
  });
  const begin = useEffectEvent(() => {
    if (isAtOnce && code !== null && pairing.isIdle) pairing.mutate(code);
  });
  useEffect(() => begin(), []);
  const connect = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '' && !pairing.isPending) pairing.mutate(typed);
  };
  return (
    <form onSubmit={connect}>
      <Stack gap="md">
        <TextInput
          size="xl"
          label={t('pair.code')}
          placeholder="XXXX-XXXX"
          classNames={{ input: classes['code'] ?? '' }}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            pairing.reset();
          }}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          data-autofocus
          autoFocus
        />
        {pairing.error === null ? null : (
          <Refusal
            trouble={troubleOf(pairing.error)}
            onRetry={() => pairing.mutate(typed)}
            isRetrying={pairing.isPending}
          />
        )}
        <Button type="submit" size="xl" loading={pairing.isPending} disabled={typed.trim() === ''}>
          {t('pair.connect')}
        </Button>
      </Stack>
    </form>
  );
}
