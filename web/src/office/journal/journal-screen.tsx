/** «Журнал»: who changed what and when, newest first, page by page. */
import { Badge, Button, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Schema } from '@kopilka/client';
import { useApi } from '../../data/session.tsx';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { AskedPages, Empty } from '../../ui/states.tsx';
import { useDeedWords } from './deed-words.ts';
import { ALL_DEEDS, type DeedFilter, isEverything, questionOf } from './filter.ts';
import { JournalFilter } from './journal-filter.tsx';
import { journalPhrases } from './phrases.ts';

const REFUSED_FROM = 400;

export function JournalScreen(): ReactNode {
  const t = usePhrases(journalPhrases);
  const [filter, setFilter] = useState<DeedFilter>(ALL_DEEDS);
  return (
    <Page title={t('title')} about={t('about')}>
      <Stack gap="lg">
        <Card>
          <JournalFilter filter={filter} onChange={setFilter} />
        </Card>
        <Card>
          <Deeds filter={filter} onClear={() => setFilter(ALL_DEEDS)} />
        </Card>
      </Stack>
    </Page>
  );
}

function Deeds({ filter, onClear }: { readonly filter: DeedFilter; onClear(): void }): ReactNode {
  const t = usePhrases(journalPhrases);
  const { client, answer } = useApi();
  const deeds = useInfiniteQuery({
    queryKey: ['deeds', filter],
    meta: { live: ['Staff', 'Keys', 'Programs', 'Members', 'Organization', 'Imports'] },
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/v1/deeds', {
          params: { query: { ...questionOf(filter), ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: noPage(),
    getNextPageParam: ({ next }) => next,
  });
  return (
    <AskedPages query={deeds}>
      {(pages) => {
        const found = pages.flatMap((page) => page.deeds);
        if (found.length > 0) {
          return (
            <Rows label={t('list')}>
              {found.map((deed) => (
                <DeedRow key={deed.id} deed={deed} />
              ))}
            </Rows>
          );
        }
        return isEverything(filter) ? (
          <Empty title={t('none.title')} advice={t('none.advice')} />
        ) : (
          <Empty
            title={t('none-found.title')}
            advice={t('none-found.advice')}
            action={
              <Button variant="default" onClick={onClear}>
                {t('filter.clear')}
              </Button>
            }
          />
        );
      }}
    </AskedPages>
  );
}

/** The first page has no cursor. */
function noPage(): string | null {
  return null;
}

function DeedRow({ deed }: { readonly deed: Schema<'Deed'> }): ReactNode {
  const t = usePhrases(journalPhrases);
  const format = useFormat();
  const words = useDeedWords();
  const { actor, operation, at, address, status } = deed;
  return (
    <Row
      title={words.of(operation)}
      about={t('where-from', { who: actor.name ?? t('who.gone'), when: format.dateTime(at), address })}
      marks={status >= REFUSED_FROM ? <Badge color="gray">{t('refused')}</Badge> : null}
    />
  );
}
