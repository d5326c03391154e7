/** Coupons on the card: the till takes them by itself, the customer only has to know that they are there. */
import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import type { CardProgram } from '../card-types.ts';
import { memberPhrases } from '../phrases.ts';

export function CouponsCard({ coupons }: Pick<CardProgram, 'coupons'>): ReactNode {
  const t = usePhrases(memberPhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const usable = coupons.filter(({ available }) => available > 0);
  if (usable.length === 0) return null;
  return (
    <Card title={t('coupons.title')}>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {usable.map(({ id, name, available, until }) => (
          <Group key={id} component="li" justify="space-between" wrap="nowrap" align="baseline">
            <Text dir="auto">
              {available > 1 ? `${t('coupons.count', { n: available })} ` : ''}
              {name[language]}
            </Text>
            {until === null ? null : (
              <Text size="sm" c="dimmed" className="kopilka-figures">
                {t('coupons.until', { date: format.lastDay(until) })}
              </Text>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
