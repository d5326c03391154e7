/** How the file itself is read, where it can be read in several ways: which sheet of a workbook, which letters, what stands between cells. */
import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { columnPhrases } from './column-phrases.ts';
import { type ImportFile, type ReadChoices, useRead } from './imports.ts';

export interface FileFieldsProps {
  readonly id: string;
  readonly file: ImportFile;
}

type Encoding = NonNullable<ReadChoices['encoding']>;
const ENCODINGS: readonly Encoding[] = [
  'utf-8',
  'windows-1251',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'koi8-r',
  'ibm866',
];

/** Of a workbook that has several. */
export function SheetField({ id, file: { sheets, sheet } }: FileFieldsProps): ReactNode {
  const t = usePhrases(columnPhrases);
  const reading = useRead(id);
  if (sheets.length < 2) return null;
  return (
    <>
      <NativeSelect
        label={t('sheet')}
        value={sheet ?? ''}
        data={[...sheets]}
        disabled={reading.isPending}
        onChange={(event) => reading.mutate({ sheet: event.currentTarget.value })}
      />
      {reading.error === null ? null : <Refusal trouble={troubleOf(reading.error)} />}
    </>
  );
}

/** Of a text: which letters, and what stands between cells. */
export function TextFields({ id, file: { encoding, delimiter } }: FileFieldsProps): ReactNode {
  const t = usePhrases(columnPhrases);
  const reading = useRead(id);
  const encodingOf = (name: string | null): Encoding => ENCODINGS.find((each) => each === name) ?? 'utf-8';
  const read = (choice: ReadChoices): void =>
    reading.mutate({ encoding: encodingOf(encoding), ...(delimiter === null ? {} : { delimiter }), ...choice });
  return (
    <>
      <NativeSelect
        label={t('encoding')}
        value={encoding ?? ''}
        data={[...ENCODINGS]}
        disabled={reading.isPending}
        onChange={(event) => read({ encoding: encodingOf(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('delimiter')}
        value={delimiter ?? ''}
        data={[
          { value: ';', label: t('delimiter.semicolon') },
          { value: ',', label: t('delimiter.comma') },
          { value: '\t', label: t('delimiter.tab') },
          { value: '|', label: '|' },
        ]}
        disabled={reading.isPending}
        onChange={(event) => read({ delimiter: event.currentTarget.value })}
      />
      {reading.error === null ? null : <Refusal trouble={troubleOf(reading.error)} />}
    </>
  );
}
