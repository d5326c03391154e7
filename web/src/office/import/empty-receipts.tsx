/** Receipts of which the rules left no line: they change nothing, and are told of when there are any. */
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Figure } from '../../ui/page.tsx';
import { importPhrases } from './phrases.ts';

export function EmptyReceipts({ count }: { readonly count: number }): ReactNode {
  const t = usePhrases(importPhrases);
  const format = useFormat();
  return count === 0 ? null : (
    <Figure label={t('figure.empty')} value={format.number(count)} note={t('figure.empty.note')} />
  );
}
