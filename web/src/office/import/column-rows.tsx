/** Every column of the file with what stands in it, and beside it what it is. */
import { NativeSelect, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { columnPhrases } from './column-phrases.ts';
import { useFieldNames } from './field-names.ts';
import classes from './import.module.css';
import type { ImportFile, ImportKind } from './imports.ts';
import { examplesOf, fieldOf, type Fields, fieldsOf, withField } from './mapping-draft.ts';

export interface ColumnRowsProps {
  readonly kind: ImportKind;
  readonly file: ImportFile;
  readonly fields: Fields;
  onFields(fields: Fields): void;
}

export function ColumnRows({ kind, file, fields, onFields }: ColumnRowsProps): ReactNode {
  const t = usePhrases(columnPhrases);
  const nameOf = useFieldNames(kind);
  const choices = fieldsOf(kind).map((field) => ({ value: field, label: nameOf(field) }));
  const choose = (column: string, value: string): void => {
    const field = choices.find((choice) => choice.value === value)?.value ?? null;
    onFields(withField(fields, column, field));
  };
  return (
    <ul className={classes['columns']} aria-label={t('title')}>
      {file.columns.map((column, index) => {
        const field = fieldOf(kind, fields, column);
        return (
          <li key={column} className={classes['column']}>
            <span className={classes['name']} dir="auto">
              {column}
            </span>
            <Examples examples={examplesOf(file.sample, index)} />
            <NativeSelect
              className={classes['choice'] ?? ''}
              aria-label={t('is.label', { column })}
              value={field ?? ''}
              onChange={(event) => choose(column, event.currentTarget.value)}
              data={[{ value: '', label: t('is.nothing') }, ...choices]}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Examples({ examples }: { readonly examples: readonly string[] }): ReactNode {
  const t = usePhrases(columnPhrases);
  return (
    <Text component="span" size="sm" c="dimmed" className={classes['examples'] ?? ''} dir="auto" lineClamp={2}>
      {examples.length === 0 ? t('empty') : examples.join(' · ')}
    </Text>
  );
}
