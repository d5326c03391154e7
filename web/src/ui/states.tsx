/** What a screen shows while it waits, when there is nothing yet, and when something worked. */
import { Alert, Box, Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { troubleOf } from '../data/trouble.ts';
import { usePhrases } from '../i18n/language.tsx';
import { uiPhrases } from './phrases.ts';
import { Refusal } from './refusal.tsx';

export function Loading(): ReactNode {
  const t = usePhrases(uiPhrases);
  return (
    <Center mih={160} role="status" aria-label={t('loading.text')}>
      <Loader type="dots" />
    </Center>
  );
}

export interface EmptyProps {
  /** What there is nothing of. */
  readonly title: string;
  /** What to do next. */
  readonly advice: string;
  /** The button that does it. */
  readonly action?: ReactNode;
}

export function Empty({ title, advice, action }: EmptyProps): ReactNode {
  return (
    <Center mih={200} p="lg">
      <Stack align="center" gap="xs" maw={420} ta="center">
        <Title order={3} size="h4">
          {title}
        </Title>
        <Text c="dimmed">{advice}</Text>
        {action === undefined ? null : <Box mt="xs">{action}</Box>}
      </Stack>
    </Center>
  );
}

export interface DoneProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Something worked. It is read out, and stays until the screen goes on: nothing has to be caught before it disappears. */
export function Done({ title, children }: DoneProps): ReactNode {
  return (
    <Alert color="accent" variant="light" title={title} role="status" radius="lg">
      {children}
    </Alert>
  );
}

export interface AskedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** A question's answer, or the waiting for it, or why there is none. What was known before stays visible when asking again fails. */
export function Asked<T>({ query, children }: AskedProps<T>): ReactNode {
  const refusal =
    query.error === null ? null : (
      <Refusal trouble={troubleOf(query.error)} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    );
  if (query.data === undefined) return refusal ?? <Loading />;
  return (
    <Stack gap="md">
      {refusal}
      {children(query.data)}
    </Stack>
  );
}

export interface AskedPagesProps<Page> {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page>>;
  readonly children: (pages: readonly Page[]) => ReactNode;
}

/** The same of a list that comes page by page; the next one when somebody wants it. */
export function AskedPages<Page>({ query, children }: AskedPagesProps<Page>): ReactNode {
  const t = usePhrases(uiPhrases);
  const refusal =
    query.error === null ? null : (
      <Refusal
        trouble={troubleOf(query.error)}
        onRetry={() => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())}
        isRetrying={query.isFetching}
      />
    );
  if (query.data === undefined) return refusal ?? <Loading />;
  return (
    <Stack gap="md">
      {children(query.data.pages)}
      {refusal}
      {query.hasNextPage ? (
        <Center>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more.show')}
          </Button>
        </Center>
      ) : null}
    </Stack>
  );
}
