/** Done: what was recorded; Enter goes on to the next customer. */
import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { Amount } from '../ui/figures.tsx';
import { Card, Figure } from '../ui/page.tsx';
import { Done } from '../ui/states.tsx';
import { tillPhrases } from './phrases.ts';
import type { Sale } from './sale.ts';
import { earnedIn, type Till } from './what-step.tsx';

export interface DoneStepProps {
  readonly sale: Extract<Sale, { step: 'done' }>;
  readonly till: Till;
  onNext(): void;
}

export function DoneStep({ sale: { purchase }, till, onNext }: DoneStepProps): ReactNode {
  const t = usePhrases(tillPhrases);
  const format = useFormat();
  const earned = earnedIn(purchase.earned).map(({ wallet, units }) =>
    format.units(units, till.nameOf(wallet), { sign: true }),
  );
  return (
    <Card>
      <Stack gap="lg">
        <Done title={t('done.title')}>
          <Text fz="lg">
            {earned.length === 0 ? t('what.say-nothing') : t('what.say-earn', { units: earned.join(', ') })}
          </Text>
        </Done>
        <Group gap="xl">
          <Figure label={t('what.to-pay')} value={<Amount minor={purchase.toPay} />} />
          {earned.length === 0 ? null : <Figure label={t('done.earned')} value={earned.join(', ')} />}
          {purchase.payment === null ? null : (
            <Figure
              label={t('done.paid')}
              value={format.units(purchase.payment.units, till.nameOf(purchase.payment.wallet))}
            />
          )}
        </Group>
        <Button size="xl" autoFocus onClick={onNext}>
          {t('done.next')}
        </Button>
      </Stack>
    </Card>
  );
}
