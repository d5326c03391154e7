/** Everything that happened on the card, newest first, each with why it was this many. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { Frame } from '../frame.tsx';
import { OfProgram, ProgramSwitch } from '../program-choice.tsx';
import { HistoryRow } from './history-row.tsx';
import { historyPhrases } from './phrases.ts';
import { useHistory } from './use-history.ts';

export function HistoryScreen(): ReactNode {
  const t = usePhrases(historyPhrases);
  const history = useHistory();
  return (
    <Frame
      head={
        <Title order={2} size="h3" mt="xs">
          {t('title')}
        </Title>
      }
    >
      <Card>
        <Stack gap="md">
          <ProgramSwitch />
          <OfProgram>
            <Asked query={history}>
              {({ pages }) => {
                const rows = pages.flatMap(({ operations, wallets }) =>
                  operations.map((entry) => ({ entry, wallets })),
                );
                if (rows.length === 0) return <Empty title={t('empty.title')} advice={t('empty.advice')} />;
                return (
                  <>
                    <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
                      {rows.map(({ entry, wallets }) => (
                        <HistoryRow key={entry.id} entry={entry} wallets={wallets} />
                      ))}
                    </Stack>
                    <Text size="sm" c="dimmed">
                      {t('about')}
                    </Text>
                  </>
                );
              }}
            </Asked>
          </OfProgram>
          {history.hasNextPage ? (
            <Group justify="center">
              <Button
                variant="default"
                loading={history.isFetchingNextPage}
                onClick={() => void history.fetchNextPage()}
              >
                {t('more')}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </Card>
    </Frame>
  );
}
