/** What: the sum, how much of it bonuses pay (nothing unless chosen), and one line to say aloud. The server decides as they are typed. */
import type { Schema } from '@kopilka/client';
import { Badge, Button, Group, NumberInput, Slider, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useMemo } from 'react';
import { useApi } from '../data/session.tsx';
import { TroubleError, troubleFrom, troubleOf } from '../data/trouble.ts';
import { useCommand } from '../data/use-command.ts';
import type { ShopProgram } from '../data/use-organization.ts';
import type { UnitName } from '../i18n/format.ts';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { Amount } from '../ui/figures.tsx';
import { Card } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { tillPhrases } from './phrases.ts';
import { receiptOf, type Sale, type SaleWord } from './sale.ts';

export interface Till {
  readonly program: ShopProgram;
  nameOf(wallet: string): UnitName;
}

export interface WhatStepProps {
  readonly sale: Extract<Sale, { step: 'what' }>;
  readonly till: Till;
  onWord(word: SaleWord): void;
}

const QUIET_MS = 150;
const SUM_MAX = 100_000_000;

export function WhatStep({ sale, till, onWord }: WhatStepProps): ReactNode {
  const t = usePhrases(tillPhrases);
  const { client, answer } = useApi();
  const { programId } = till.program;
  // The same object while nothing changes: the debounced question waits for it to be still.
  const body = useMemo(() => bodyOf(sale, programId), [sale, programId]);
  const [asked] = useDebouncedValue(body, QUIET_MS);
  const quote = useQuery({
    queryKey: ['quote', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Schema<'Quote'> | null> => {
      if (asked === null) return null;
      const answered = await answer(client.POST('/v1/quotes', { body: asked, signal }));
      if (answered.outcome === 'quoted') return answered;
      throw new TroubleError(troubleFrom(answered.problem.status, answered.problem, null));
    },
  });
  const purchase = useCommand(
    ({ input, idempotencyKey }: { readonly input: NonNullable<typeof body>; readonly idempotencyKey: string }) =>
      answer(client.POST('/v1/purchases', { body: input, params: { header: { 'idempotency-key': idempotencyKey } } })),
  );
  const finish = (event?: SyntheticEvent): void => {
    event?.preventDefault();
    if (body === null || purchase.state.isPending) return;
    void purchase.run(body).then(
      (recorded) => onWord({ type: 'recorded', purchase: recorded }),
      () => undefined,
    );
  };
  return (
    <form onSubmit={finish}>
      <Stack gap="md">
        <Customer sale={sale} till={till} onAnother={() => onWord({ type: 'next' })} />
        <Card>
          <SumAndPay
            sale={sale}
            payable={quote.data?.payable?.units ?? 0}
            currency={till.program.currency}
            onWord={onWord}
          />
        </Card>
        {quote.error === null ? null : (
          <Refusal
            trouble={troubleOf(quote.error)}
            onRetry={() => void quote.refetch()}
            isRetrying={quote.isFetching}
          />
        )}
        {quote.data === null || quote.data === undefined ? null : <ToPay quote={quote.data} till={till} />}
        {purchase.state.error === null ? null : (
          <Refusal trouble={troubleOf(purchase.state.error)} onRetry={finish} isRetrying={purchase.state.isPending} />
        )}
        <Button type="submit" size="xl" loading={purchase.state.isPending} disabled={body === null}>
          {t('what.finish')}
        </Button>
      </Stack>
    </form>
  );
}

function bodyOf(sale: WhatStepProps['sale'], programId: string) {
  const receipt = receiptOf(sale);
  if (receipt === null) return null;
  return {
    member: { id: sale.member.id },
    programId,
    receipt,
    ...(sale.pay > 0 ? { pay: { units: sale.pay } } : {}),
  };
}

function Customer({ sale, till, onAnother }: Pick<WhatStepProps, 'sale' | 'till'> & { onAnother(): void }): ReactNode {
  const t = usePhrases(tillPhrases);
  const format = useFormat();
  const { profile, identities, status, accounts } = sale.member;
  const account = accounts.find(({ programId }) => programId === till.program.programId);
  return (
    <Card>
      <Group justify="space-between" wrap="wrap">
        <div>
          <Title order={1} size="h3" lineClamp={2}>
            {profile.name ?? identities.phone ?? identities.card ?? ''}
          </Title>
          <Group gap="xs">
            {account === undefined || account.tier === null ? null : <Badge>{account.tier.level}</Badge>}
            {status === 'blocked' ? <Badge color="red">{t('who.blocked')}</Badge> : null}
          </Group>
        </div>
        {Object.entries(account?.balances ?? {}).map(([wallet, { available }]) => (
          <div key={wallet}>
            <Text fz={28} fw={700} ta="right" className="kopilka-figures">
              {format.number(available)}
            </Text>
            <Text size="sm" c="dimmed" ta="right">
              {format.unitWord(available, till.nameOf(wallet))}, {t('what.available')}
            </Text>
          </div>
        ))}
        <Button variant="default" onClick={onAnother}>
          {t('who.another')}
        </Button>
      </Group>
    </Card>
  );
}

interface SumAndPayProps {
  readonly sale: WhatStepProps['sale'];
  /** The most that units may pay here. */
  readonly payable: number;
  readonly currency: string;
  onWord(word: SaleWord): void;
}

function SumAndPay({ sale, payable, currency, onWord }: SumAndPayProps): ReactNode {
  const t = usePhrases(tillPhrases);
  const format = useFormat();
  const digits = format.minorDigits(currency);
  return (
    <Stack gap="md">
      <NumberInput
        label={t('what.sum')}
        min={0}
        max={SUM_MAX}
        decimalScale={digits}
        decimalSeparator={format.decimalSeparator}
        thousandSeparator={format.groupSeparator}
        hideControls
        autoFocus
        value={sale.total === 0 ? '' : sale.total / 10 ** digits}
        onChange={(value) => onWord({ type: 'typed', total: Math.round(Number(value) * 10 ** digits) })}
      />
      {payable === 0 && sale.pay === 0 ? null : (
        <>
          <NumberInput
            label={t('what.pay')}
            description={t('what.up-to', { max: payable })}
            min={0}
            max={payable}
            allowDecimal={false}
            hideControls
            value={sale.pay}
            onChange={(value) => onWord({ type: 'chosen', pay: Math.max(0, Math.round(Number(value))) })}
          />
          <Slider
            size="xl"
            min={0}
            max={Math.max(1, payable)}
            value={Math.min(sale.pay, payable)}
            onChange={(value) => onWord({ type: 'chosen', pay: value })}
            thumbLabel={t('what.pay')}
            label={null}
          />
        </>
      )}
    </Stack>
  );
}

function ToPay({ quote, till }: { readonly quote: Schema<'Quote'>; readonly till: Till }): ReactNode {
  const t = usePhrases(tillPhrases);
  const format = useFormat();
  const said = earnedIn(quote.earned).map(({ wallet, units }) =>
    format.units(units, till.nameOf(wallet), { sign: true }),
  );
  return (
    <Card>
      <Text c="dimmed">{t('what.to-pay')}</Text>
      <Text fz={40} fw={750} lh={1.2}>
        <Amount minor={quote.toPay} />
      </Text>
      {quote.toPay === quote.total ? null : (
        <Text c="dimmed">{t('what.of', { total: format.money(quote.total) })}</Text>
      )}
      <Text mt="sm" fz="lg" role="status">
        {said.length === 0 ? t('what.say-nothing') : t('what.say-earn', { units: said.join(', ') })}
      </Text>
    </Card>
  );
}

/** Several rules may give units of one wallet. */
export function earnedIn(earned: readonly { readonly wallet: string; readonly units: number }[]) {
  return [...Map.groupBy(earned, ({ wallet }) => wallet)]
    .map(([wallet, parts]) => ({ wallet, units: parts.reduce((sum, { units }) => sum + units, 0) }))
    .filter(({ units }) => units > 0);
}
