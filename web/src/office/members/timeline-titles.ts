/** What each kind of operation is called on a member's page. */
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import type { Deed } from './member-data.ts';
import { memberPhrases } from './member-phrases.ts';
import type { OfficeProgram } from './programs.ts';

export function useTitleOf(program: OfficeProgram | undefined): (deed: Deed) => string {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const currency = program === undefined ? {} : { currency: program.place.currency };
  return ({ type, total = 0 }) => {
    switch (type) {
      case 'purchase':
        return t('timeline.purchase', { total: format.money(total, currency) });
      case 'hold':
        return t('timeline.hold', { total: format.money(total, currency) });
      case 'release':
        return t('timeline.release');
      case 'return':
        return t('timeline.return');
      case 'correction':
        return t('timeline.correction');
      case 'custom':
        return t('timeline.custom');
      case 'clock':
      case 'void':
        return t('timeline.clock');
      case 'profile':
        return t('timeline.profile');
      case 'choose':
        return t('timeline.choose');
      case 'offer':
        return t('timeline.offer');
      case 'redeem':
        return t('timeline.redeem');
      case 'collect':
        return t('timeline.collect');
      case 'cancel':
        return t('timeline.cancel');
      case 'confirm':
        return t('timeline.confirm');
      case 'payout':
        return t('timeline.payout');
      case 'convert':
        return t('timeline.convert');
      case 'transfer':
        return t('timeline.transfer');
      case 'merge':
        return t('timeline.merge');
      case 'receive':
        return t('timeline.receive');
      case 'grant':
        return t('timeline.grant');
      case 'refer':
        return t('timeline.refer');
    }
  };
}
