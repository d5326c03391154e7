/** «Клиенты»: found as one types, or listed by what is asked for; each row leads to the member. */
import { Button, Center, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useSession } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { PlaceProvider, usePhrases } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Asked as Answered, Empty, Loading } from '../../ui/states.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type Asked, readAsked } from './filter.ts';
import { useMemberList, useMemberSearch } from './find-members.ts';
import { MembersTable } from './members-table.tsx';
import { membersPhrases } from './phrases.ts';
import { type OfficeProgram, usePrograms } from './programs.ts';
import { SearchField } from './search-field.tsx';

const QUIET_MS = 200;
const NO_PLACE = { currency: 'RUB', timeZone: 'UTC' };
/** What was typed last stays for whoever comes back from a member; in memory only, because it names people. */
const TYPED_LAST = ['members', 'typed'];

export function MembersScreen(): ReactNode {
  const t = usePhrases(membersPhrases);
  const programs = usePrograms();
  return (
    <Page title={t('title')}>
      <Answered query={programs}>{(known) => <Members programs={known} />}</Answered>
    </Page>
  );
}

function Members({ programs }: { readonly programs: readonly OfficeProgram[] }): ReactNode {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const asked = readAsked(useSearch({ strict: false }));
  const [typed, setTyped] = useState(() => queries.getQueryData<string>(TYPED_LAST) ?? '');
  const rows = useRef<HTMLDivElement>(null);
  const type = (text: string): void => {
    queries.setQueryData(TYPED_LAST, text);
    setTyped(text);
  };
  const goDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    const first = rows.current?.querySelector<HTMLElement>('[data-row]');
    if (event.key === 'Enter') first?.click();
    else first?.focus();
  };
  const isSearch = typed.trim() !== '';
  return (
    <PlaceProvider place={programs[0]?.place ?? NO_PLACE}>
      <Stack gap="lg">
        <SearchField typed={typed} onType={type} onKeyDown={goDown} />
        {isSearch ? null : (
          <FilterBar
            asked={asked}
            programs={programs}
            onAsk={(next) => void navigate({ to: '/members', search: () => ({ ...next }), replace: true })}
          />
        )}
        <div ref={rows}>
          {isSearch ? (
            <SearchResults typed={typed} programs={programs} />
          ) : (
            <ListResults
              key={JSON.stringify(asked)}
              asked={asked}
              programs={programs}
              onAll={() => void navigate({ to: '/members', search: () => ({}), replace: true })}
            />
          )}
        </div>
      </Stack>
    </PlaceProvider>
  );
}

interface SearchResultsProps {
  readonly typed: string;
  readonly programs: readonly OfficeProgram[];
}

function SearchResults({ typed, programs }: SearchResultsProps): ReactNode {
  const t = usePhrases(membersPhrases);
  const [asked] = useDebouncedValue(typed, QUIET_MS);
  const found = useMemberSearch(asked);
  return (
    <Answered query={found}>
      {({ members, hasMore }) => (
        <Stack gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {members.length === 0 ? '' : t('search.found', { n: members.length })} {hasMore ? t('search.more') : ''}
          </Text>
          {members.length === 0 ? (
            <Card>
              <Empty title={t('search.none.title')} advice={t('search.none.advice')} />
            </Card>
          ) : (
            <Card>
              <MembersTable members={members} programs={programs} />
            </Card>
          )}
        </Stack>
      )}
    </Answered>
  );
}

interface ListResultsProps {
  readonly asked: Asked;
  readonly programs: readonly OfficeProgram[];
  onAll(): void;
}

/** A page of the server looks at so many accounts only: while it has found too few, the next one is asked for by itself. */
const ROWS_MIN = 10;
const PAGES_MAX = 40;

function ListResults({ asked, programs, onAll }: ListResultsProps): ReactNode {
  const t = usePhrases(membersPhrases);
  const { data, error, refetch, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = useMemberList(asked);
  const pages = data?.pages ?? [];
  const members = pages.flatMap((page) => page.members);
  const goesOn = hasNextPage && members.length < ROWS_MIN && pages.length < PAGES_MAX && !isFetchNextPageError;
  useEffect(() => {
    if (goesOn && !isFetching) void fetchNextPage();
  }, [goesOn, isFetching, fetchNextPage]);
  if (data === undefined)
    return error === null ? <Loading /> : <Refusal trouble={troubleOf(error)} onRetry={() => void refetch()} />;
  if (members.length === 0 && !goesOn)
    return (
      <Card>
        <Nobody asked={asked} onAll={onAll} />
      </Card>
    );
  return (
    <Card>
      <Stack gap="md">
        <MembersTable members={members} programs={programs} />
        {error === null ? null : <Refusal trouble={troubleOf(error)} onRetry={() => void fetchNextPage()} />}
        {hasNextPage ? (
          <Center>
            <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
              {t('list.more')}
            </Button>
          </Center>
        ) : null}
        {goesOn ? (
          <Text size="sm" c="dimmed" ta="center" role="status">
            {t('list.looking')}
          </Text>
        ) : null}
      </Stack>
    </Card>
  );
}

function Nobody({ asked, onAll }: Pick<ListResultsProps, 'asked' | 'onAll'>): ReactNode {
  const t = usePhrases(membersPhrases);
  const { may } = useSession();
  if (asked.filter === 'all')
    return (
      <Empty
        title={t('empty.all.title')}
        advice={t('empty.all.advice')}
        action={
          may('import') ? (
            <Button variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
              {t('empty.import')}
            </Button>
          ) : undefined
        }
      />
    );
  return (
    <Empty
      title={t('empty.filter.title')}
      advice={t('empty.filter.advice')}
      action={
        <Button variant="default" onClick={onAll}>
          {t('empty.show-all')}
        </Button>
      }
    />
  );
}
