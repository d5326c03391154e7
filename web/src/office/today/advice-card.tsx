/** What the figures suggest to do; absent when they suggest nothing. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { todayPhrases } from './phrases.ts';
import type { ReportAdvice } from './report.ts';

export function AdviceCard({ advice }: { readonly advice: readonly ReportAdvice[] }): ReactNode {
  const t = usePhrases(todayPhrases);
  if (advice.length === 0) return null;
  return (
    <Card title={t('advice.title')}>
      <Stack gap="md" component="ul" m={0} pl="md">
        {advice.map((each) => (
          <li key={each.type}>
            <OneAdvice advice={each} />
          </li>
        ))}
      </Stack>
    </Card>
  );
}

function OneAdvice({ advice }: { readonly advice: ReportAdvice }): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  switch (advice.type) {
    case 'ask_for_card': {
      const share = format.percent(advice.guestPurchases / advice.purchases);
      return <Told title={t('advice.ask.title', { share })}>{t('advice.ask.text', { n: advice.guestPurchases })}</Told>;
    }
    case 'bring_back':
      return <Told title={t('advice.back.title', { n: advice.members })}>{t('advice.back.text')}</Told>;
    case 'remind_expiring':
      return (
        <Told title={t('advice.remind.title', { n: advice.members, amount: format.money(advice.money) })}>
          {t('advice.remind.text')}
        </Told>
      );
  }
}

function Told({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <Text>
      <b>{title}</b>{' '}
      <Text span c="dimmed">
        {children}
      </Text>
    </Text>
  );
}
