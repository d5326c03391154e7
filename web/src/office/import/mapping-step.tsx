/** What is in which column, and how it is written. The guess is filled in; what is chosen waits for whoever leaves and comes back. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import type { OfficeProgram } from '../members/programs.ts';
import { columnPhrases } from './column-phrases.ts';
import { ColumnRows } from './column-rows.tsx';
import { useFieldNames } from './field-names.ts';
import { SheetField } from './file-fields.tsx';
import { type Guess, type Import, type ImportFile, useMap } from './imports.ts';
import { type Draft, draftOf, fieldOf, type Lack, lackOf, mappingOf } from './mapping-draft.ts';
import { ReadingFields } from './reading-fields.tsx';
import { RuleFields } from './rule-fields.tsx';

export interface MappingStepProps {
  readonly one: Import;
  readonly programs: readonly OfficeProgram[];
  /** The columns are on their way to be checked. */
  onChecking(): void;
}

export function MappingStep({ one, programs, onChecking }: MappingStepProps): ReactNode {
  const { file, mapping } = one;
  if (file === null || mapping === null) return null;
  return <MappingForm one={one} file={file} guess={mapping} programs={programs} onChecking={onChecking} />;
}

interface MappingFormProps extends MappingStepProps {
  readonly file: ImportFile;
  readonly guess: Guess;
}

function MappingForm({ one: { id, kind }, file, guess, programs, onChecking }: MappingFormProps): ReactNode {
  const t = usePhrases(columnPhrases);
  const mapping = useMap(id);
  const [draft, setDraft] = useKeptDraft(id, file, guess);
  const program = programs.find((each) => each.id === draft.programId) ?? programs[0];
  const lack = lackOf(kind, draft.fields);
  const ready = isLacking(lack) ? null : mappingOf(draft, guess, program?.place.timeZone ?? 'UTC');
  const change = (changed: Partial<Draft>): void => setDraft({ ...draft, ...changed });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready !== null) mapping.mutate(ready, { onSuccess: onChecking });
      }}
    >
      <Stack gap="lg">
        <Card title={t('title')}>
          <Stack gap="md">
            <Text c="dimmed">{t('about')}</Text>
            <SheetField id={id} file={file} />
            <ColumnRows kind={kind} file={file} fields={draft.fields} onFields={(fields) => change({ fields })} />
            <Aside kind={kind} file={file} draft={draft} />
          </Stack>
        </Card>
        <ReadingFields
          id={id}
          kind={kind}
          file={file}
          draft={draft}
          programs={programs}
          program={program}
          onChange={change}
        />
        {kind === 'receipts' ? <RuleFields draft={draft} onChange={change} /> : null}
        {mapping.error === null ? null : (
          <Refusal
            trouble={troubleOf(mapping.error)}
            isRetrying={mapping.isPending}
            onRetry={() => mapping.variables && mapping.mutate(mapping.variables)}
          />
        )}
        <Group>
          <Button type="submit" size="md" loading={mapping.isPending} disabled={ready === null}>
            {t('check')}
          </Button>
          <Missing kind={kind} lack={lack} />
        </Group>
      </Stack>
    </form>
  );
}

/** In this page's memory, for this shape of the file: another sheet begins with its own guess. */
function useKeptDraft(id: string, file: ImportFile, guess: Guess): [Draft, (draft: Draft) => void] {
  const queries = useQueryClient();
  const queryKey = ['import-draft', id, file.sheet, file.encoding, file.delimiter];
  const { data } = useQuery({
    queryKey,
    queryFn: () => draftOf(guess),
    initialData: () => draftOf(guess),
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return [data, (draft) => queries.setQueryData(queryKey, draft)];
}

function isLacking({ identity, fields }: Lack): boolean {
  return identity || fields.length > 0;
}

/** Nothing is passed over in silence. */
function Aside({
  kind,
  file,
  draft,
}: Pick<MappingFormProps, 'file'> & { readonly kind: Import['kind']; readonly draft: Draft }): ReactNode {
  const t = usePhrases(columnPhrases);
  const aside = file.columns.filter((column) => fieldOf(kind, draft.fields, column) === null);
  return (
    <Text size="sm" c="dimmed" role="status" style={{ overflowWrap: 'anywhere' }}>
      {aside.length === 0 ? t('aside.none') : t('aside', { n: aside.length, columns: aside.join(', ') })}
    </Text>
  );
}

function Missing({ kind, lack }: { readonly kind: Import['kind']; readonly lack: Lack }): ReactNode {
  const t = usePhrases(columnPhrases);
  const nameOf = useFieldNames(kind);
  if (!isLacking(lack)) return null;
  return (
    <Text size="sm" role="status">
      {lack.identity ? t('needs.identity') : t('needs.fields', { fields: lack.fields.map(nameOf).join(', ') })}
    </Text>
  );
}
