/** What differs between two documents, in words. */
import { List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import type { Difference } from './differences.ts';
import { programPhrases } from './program-phrases.ts';

const SHOWN_MAX = 12;

export function ChangeList({ differences }: { readonly differences: readonly Difference[] }): ReactNode {
  const t = usePhrases(programPhrases);
  const rest = differences.length - SHOWN_MAX;
  if (differences.length === 0) return <Text size="sm">{t('publish.no-words')}</Text>;
  return (
    <List size="sm" spacing={4}>
      {differences.slice(0, SHOWN_MAX).map(({ place, before, after }) => (
        <List.Item key={`${place.join('/')} ${before ?? ''} ${after ?? ''}`}>
          <Text span inherit c="dimmed">
            {place.join(' · ')}
            {': '}
          </Text>
          {before === null ? t('change.new', { after: after ?? '' }) : null}
          {after === null ? t('change.gone', { before: before ?? '' }) : null}
          {before !== null && after !== null ? t('change.from-to', { before, after }) : null}
        </List.Item>
      ))}
      {rest > 0 ? <List.Item>{t('publish.more', { n: rest })}</List.Item> : null}
    </List>
  );
}
