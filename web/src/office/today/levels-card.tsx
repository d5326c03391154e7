/** How many members hold each level. */
import { Group, Progress, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { levelList } from './lists.ts';
import { todayPhrases } from './phrases.ts';
import type { Report } from './report.ts';
import { How, ListLink } from './told-figure.tsx';

export function LevelsCard({ report }: { readonly report: Report }): ReactNode {
  const t = usePhrases(todayPhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const most = Math.max(1, ...report.levels.map(({ accounts }) => accounts));
  return (
    <Card h="100%">
      <Group gap="xs" mb="md" wrap="nowrap" justify="space-between">
        <Title order={2} size="h5">
          {t('levels.title')}
        </Title>
        <How name={t('levels.title')} how={t('levels.how')} />
      </Group>
      {report.levels.length === 0 ? (
        <Text c="dimmed">{t('levels.none')}</Text>
      ) : (
        <Stack gap="md">
          {report.levels.map(({ id, name, accounts }) => (
            <div key={id}>
              <Group justify="space-between" gap="sm" wrap="nowrap" mb={4}>
                <Text size="sm" lineClamp={2}>
                  <ListLink to={levelList(id, report)}>{name[language]}</ListLink>
                </Text>
                <Text size="sm" className="kopilka-figures">
                  {format.number(accounts)}
                </Text>
              </Group>
              <Progress value={(accounts / most) * 100} aria-hidden="true" size="sm" />
            </div>
          ))}
        </Stack>
      )}
    </Card>
  );
}
