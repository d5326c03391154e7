/** How what stands in the cells is to be read: only what the chosen columns need. */
import { Checkbox, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { type OfficeProgram, say } from '../members/programs.ts';
import { columnPhrases } from './column-phrases.ts';
import { TextFields } from './file-fields.tsx';
import type { ImportFile, ImportKind } from './imports.ts';
import { dateExample, type Draft } from './mapping-draft.ts';

export interface ReadingFieldsProps {
  readonly id: string;
  readonly kind: ImportKind;
  readonly file: ImportFile;
  readonly draft: Draft;
  readonly programs: readonly OfficeProgram[];
  readonly program: OfficeProgram | undefined;
  onChange(changed: Partial<Draft>): void;
}

const DAYS = ['dd.MM.yyyy', 'iso', 'dd/MM/yyyy', 'MM/dd/yyyy'];
const MOMENTS = ['dd.MM.yyyy HH:mm', 'dd.MM.yyyy HH:mm:ss', 'dd/MM/yyyy HH:mm', 'MM/dd/yyyy HH:mm'];

export function ReadingFields({ id, kind, file, draft, programs, program, onChange }: ReadingFieldsProps): ReactNode {
  const t = usePhrases(columnPhrases);
  const { language } = useSpeech();
  const { fields, decimal, programId } = draft;
  const hasNumbers = fields.balance !== undefined || fields.price !== undefined;
  const hasDates = [fields.birthday, fields.registeredAt, fields.date].some((column) => column !== undefined);
  return (
    <Card title={t('how.title')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          {programs.length > 1 ? (
            <NativeSelect
              label={t('program')}
              value={programId ?? program?.id ?? ''}
              data={programs.map(({ id, name }) => ({ value: id, label: say(name, language) }))}
              onChange={(event) => onChange({ programId: event.currentTarget.value, wallet: undefined })}
            />
          ) : null}
          {file.format === 'csv' && hasNumbers ? (
            <NativeSelect
              label={t('decimal')}
              value={decimal}
              data={[
                { value: ',', label: t('decimal.comma') },
                { value: '.', label: t('decimal.point') },
              ]}
              onChange={(event) => onChange({ decimal: event.currentTarget.value === ',' ? ',' : '.' })}
            />
          ) : null}
          {file.format === 'csv' && hasDates ? <DateField kind={kind} draft={draft} onChange={onChange} /> : null}
          {fields.phone === undefined ? null : (
            <TextInput
              label={t('country')}
              description={t('country.about')}
              inputMode="numeric"
              maxLength={3}
              leftSection="+"
              value={draft.countryCode}
              onChange={(event) => onChange({ countryCode: event.currentTarget.value.replaceAll(/\D/gu, '') })}
            />
          )}
          {fields.level === undefined ? null : <LevelField draft={draft} onChange={onChange} />}
          {file.format === 'csv' ? <TextFields id={id} file={file} /> : null}
          {fields.balance === undefined ? null : <WalletField draft={draft} program={program} onChange={onChange} />}
        </SimpleGrid>
        {kind === 'members' ? (
          <Checkbox
            label={t('welcome')}
            description={t('welcome.about')}
            checked={draft.welcome}
            onChange={(event) => onChange({ welcome: event.currentTarget.checked })}
          />
        ) : null}
      </Stack>
    </Card>
  );
}

type FieldProps = Pick<ReadingFieldsProps, 'draft' | 'onChange'>;

function DateField({ kind, draft: { dateFormat }, onChange }: FieldProps & { readonly kind: ImportKind }): ReactNode {
  const t = usePhrases(columnPhrases);
  const usual = kind === 'members' ? DAYS : [...MOMENTS, ...DAYS];
  return (
    <NativeSelect
      label={t('dates')}
      value={dateFormat}
      data={[...new Set([...usual, dateFormat])].map((format) => ({ value: format, label: dateExample(format) }))}
      onChange={(event) => onChange({ dateFormat: event.currentTarget.value })}
    />
  );
}

function WalletField({
  draft: { wallet },
  program,
  onChange,
}: FieldProps & { readonly program: OfficeProgram | undefined }): ReactNode {
  const t = usePhrases(columnPhrases);
  const format = useFormat();
  const own = (program?.wallets ?? []).filter(({ id }) => !id.startsWith('coupon:'));
  if (own.length < 2) return null;
  return (
    <NativeSelect
      label={t('wallet')}
      value={wallet ?? own[0]?.id ?? ''}
      data={own.map(({ id, name }) => ({ value: id, label: format.unitWord(MANY, name) || id }))}
      onChange={(event) => onChange({ wallet: event.currentTarget.value })}
    />
  );
}

/** What somebody is was reached by other rules: it stays, or is looked at anew when a year is over. */
function LevelField({ draft: { levelUntil }, onChange }: FieldProps): ReactNode {
  const t = usePhrases(columnPhrases);
  const inAYear = (): string => {
    const day = new Date();
    day.setFullYear(day.getFullYear() + 1);
    return day.toISOString();
  };
  return (
    <NativeSelect
      label={t('levels')}
      value={levelUntil === null ? 'ever' : 'year'}
      data={[
        { value: 'ever', label: t('levels.ever') },
        { value: 'year', label: t('levels.year') },
      ]}
      onChange={(event) => onChange({ levelUntil: event.currentTarget.value === 'ever' ? null : inAYear() })}
    />
  );
}

/** «Бонусы» are told of many. */
const MANY = 5;
