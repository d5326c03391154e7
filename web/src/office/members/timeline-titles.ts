/** What each kind of operation is called on a member's page. */
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import type { Deed } from './member-data.ts';
import { memberPhrases } from './member-phrases.ts';
import type { OfficeProgram } from './programs.ts';

export function useTitleOf(program: OfficeProgram | undefined): (deed: Deed) => string {
  const t = usePhrases(memberPhrases);
  const eventTitle = useEventTitle();
  const format = useFormat();
  const currency = program === undefined ? {} : { currency: program.place.currency };
  return ({ type, event = '', total = 0 }) => {
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
        return eventTitle(event);
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

/** What the system announces or the program's language knows; whatever else the shop tells itself, in words that only it knows. */
function useEventTitle(): (name: string) => string {
  const t = usePhrases(memberPhrases);
  return (name) => {
    switch (name) {
      case 'enrolled':
        return t('timeline.enrolled');
      case 'birthday':
        return t('timeline.birthday');
      case 'inactive':
        return t('timeline.inactive');
      case 'profile.completed':
        return t('timeline.profile-completed');
      case 'visit':
        return t('timeline.visit');
      case 'review.published':
        return t('timeline.review');
      case 'survey.answered':
        return t('timeline.survey');
      case 'app.installed':
        return t('timeline.app');
      case 'subscribed':
        return t('timeline.subscribed');
      case 'payment':
        return t('timeline.payment');
      case 'referral.joined':
        return t('timeline.friend-joined');
      case 'referral.qualified':
        return t('timeline.friend-bought');
      case 'referral.returned':
        return t('timeline.friend-returned');
      case 'reward.redeemed':
        return t('timeline.rewarded');
      case 'tier.changed':
        return t('timeline.levelled');
      default:
        return t('timeline.custom');
    }
  };
}
