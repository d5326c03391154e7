/** Who, what, when: each may stay open. */
import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import { usePhrases } from '../../i18n/language.tsx';
import { useDeedWords } from './deed-words.ts';
import type { DeedFilter } from './filter.ts';
import { journalPhrases } from './phrases.ts';

export interface JournalFilterProps {
  readonly filter: DeedFilter;
  onChange(filter: DeedFilter): void;
}

export function JournalFilter({ filter, onChange }: JournalFilterProps): ReactNode {
  const t = usePhrases(journalPhrases);
  const actors = useActors();
  const { all } = useDeedWords();
  const operations = Object.entries(all)
    .map(([value, label]) => ({ value, label }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  const shared = {
    placeholder: t('filter.all'),
    nothingFoundMessage: t('filter.nothing'),
    clearable: true,
    searchable: true,
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="md">
      <Select
        {...shared}
        label={t('filter.who')}
        data={actors}
        value={filter.actor}
        onChange={(actor) => onChange({ ...filter, actor })}
      />
      <Select
        {...shared}
        label={t('filter.what')}
        data={operations}
        value={filter.operation}
        onChange={(operation) => onChange({ ...filter, operation })}
      />
      <TextInput
        type="date"
        label={t('filter.from')}
        value={filter.from}
        onChange={(event) => onChange({ ...filter, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('filter.to')}
        value={filter.to}
        onChange={(event) => onChange({ ...filter, to: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}

/** Those who are here now; what others did is found by the other fields. */
function useActors() {
  const t = usePhrases(journalPhrases);
  const { client, answer } = useApi();
  const staff = useQuery({ queryKey: ['staff'], queryFn: () => answer(client.GET('/v1/staff')) });
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => answer(client.GET('/v1/keys')) });
  const people = (staff.data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const programs = (keys.data?.keys ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return [
    ...(people.length === 0 ? [] : [{ group: t('filter.people'), items: people }]),
    ...(programs.length === 0 ? [] : [{ group: t('filter.keys'), items: programs }]),
  ];
}
