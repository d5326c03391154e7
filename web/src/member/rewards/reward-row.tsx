/** One reward: what it is, what it costs, and the button that takes it, or why there is none. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import type { Redemption, Reward } from '../card-types.ts';
import { useProgram } from '../program-choice.tsx';
import { useCard } from '../session.tsx';
import { unitsText } from '../units.ts';
import { rewardsPhrases } from './phrases.ts';

export interface RewardRowProps {
  readonly reward: Reward;
  onTaken(taken: Redemption): void;
}

export function RewardRow({ reward, onTaken }: RewardRowProps): ReactNode {
  const t = usePhrases(rewardsPhrases);
  const { language } = useSpeech();
  const [isAsked, setIsAsked] = useState(false);
  const take = useTake(reward);
  const price = usePrice(reward);
  const confirm = (): void => {
    take.run(null).then(
      (taken) => {
        setIsAsked(false);
        onTaken(taken);
        scrollTo({ top: 0 });
      },
      // What was refused stands in the question.
      () => undefined,
    );
  };
  return (
    <li>
      <Group justify="space-between" align="flex-end" wrap="nowrap" gap="md">
        <div>
          <Title order={3} size="h5" dir="auto">
            {reward.name[language]}
          </Title>
          {reward.about === null ? null : (
            <Text size="sm" c="dimmed" dir="auto">
              {reward.about[language]}
            </Text>
          )}
          <Text fw={650} c="accent">
            {price}
          </Text>
          {reward.left === null ? null : (
            <Text size="sm" c="dimmed">
              {t('left', { n: reward.left })}
            </Text>
          )}
        </div>
        {reward.available === 'yes' ? (
          <Button size="md" variant="light" style={{ flex: 'none' }} onClick={() => setIsAsked(true)}>
            {t('take')}
          </Button>
        ) : null}
      </Group>
      {reward.available === 'with_receipt' ? <Text size="sm">{t('with-receipt')}</Text> : null}
      {reward.why === null ? null : (
        <Text size="sm" c="dimmed">
          {capital(reward.why.text[language])}
        </Text>
      )}
      <ConfirmWithConsequence
        opened={isAsked}
        title={t('ask.title', { name: reward.name[language] })}
        consequence={<Consequence reward={reward} />}
        action={t('take')}
        isHarmless
        isBusy={take.state.isPending}
        trouble={take.state.error === null ? null : troubleOf(take.state.error)}
        onConfirm={confirm}
        onCancel={() => {
          take.state.reset();
          setIsAsked(false);
        }}
      />
    </li>
  );
}

/** «150 бонусов и 99 ₽», whichever of them there is. */
function usePrice({ price, wallet, pay }: Reward): string {
  const t = usePhrases(rewardsPhrases);
  const { format } = useSpeech();
  const parts = [
    price === null || wallet === null ? null : unitsText(format, price.units, wallet),
    pay === 0 ? null : format.money(pay),
  ].filter((part) => part !== null);
  return parts.length === 0 ? t('free') : parts.join(' + ');
}

function Consequence({ reward: { price, wallet, pay } }: { readonly reward: Reward }): ReactNode {
  const t = usePhrases(rewardsPhrases);
  const { format } = useSpeech();
  const { program } = useProgram();
  const known = program?.wallets.find(({ id }) => id === price?.wallet);
  return (
    <>
      {price === null || wallet === null ? (
        <Text>{t('ask.free')}</Text>
      ) : (
        <Text>
          {t('ask.spends', {
            units: unitsText(format, price.units, wallet),
            left: unitsText(format, Math.max(0, (known?.available ?? price.units) - price.units), wallet),
          })}
        </Text>
      )}
      {pay === 0 ? null : <Text>{t('ask.pays', { money: format.money(pay) })}</Text>}
    </>
  );
}

function useTake({ id: rewardId }: Reward) {
  const { api, organization } = useCard();
  const programId = useProgram().program?.programId;
  const queries = useQueryClient();
  return useCommand<null, Redemption>(async ({ idempotencyKey }) => {
    const taken = await api.answer(
      api.client.POST('/v1/card/{organization}/me/redemptions', {
        params: { path: { organization }, header: { 'idempotency-key': idempotencyKey } },
        body: { rewardId, quantity: 1, ...(programId === undefined ? {} : { programId }) },
      }),
    );
    // The balance, what can still be taken and the history are no longer what they were.
    void queries.invalidateQueries({ queryKey: ['card'] });
    return taken;
  });
}

/** A refusal's words begin small, because elsewhere they follow others. */
function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
