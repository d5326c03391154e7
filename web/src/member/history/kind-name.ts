/** What the kinds of operations are called by whoever they happened to. */
import { usePhrases } from '../../i18n/language.tsx';
import type { HistoryEntry } from '../card-types.ts';
import { historyPhrases } from './phrases.ts';

export function useKindName(): (entry: Pick<HistoryEntry, 'type' | 'moved'>) => string {
  const t = usePhrases(historyPhrases);
  return ({ type, moved }) => {
    switch (type) {
      case 'purchase':
        return t('kind.purchase');
      case 'return':
        return t('kind.return');
      case 'correction':
        return t('kind.correction');
      case 'clock':
        return t('kind.clock');
      case 'redeem':
        return t('kind.redeem');
      case 'cancel':
        return t('kind.cancel');
      case 'convert':
        return t('kind.convert');
      case 'payout':
        return t('kind.payout');
      case 'transfer':
      case 'merge':
      case 'receive':
        return t('kind.transfer');
      default:
        // Gifts, deeds, birthdays: what it was for stands in the reasons.
        return moved.some(({ units }) => units < 0) ? t('kind.out') : t('kind.in');
    }
  };
}
