/** Why a referral is looked at by a person before it counts. Nothing here proves anything: people share phones, houses and offices. */
import type { Instant } from '@kopilka/engine';
import type { HashedHint, HintKind } from './hints.ts';

const DAY_MS = 86_400_000;
/** Friends of anybody from one address within a day: a household is fewer, a farm is more. */
const ADDRESS_A_DAY_MAX = 3;

export type Flag = `same_${HintKind}_as_referrer` | `same_${HintKind}_as_earlier` | 'many_from_address';

/** A hint that is known of another member. */
export interface EarlierHint {
  readonly hash: Buffer;
  readonly memberId: string;
  /** Who brought the member; null when the shop told of it otherwise. */
  readonly referrerId: string | null;
  readonly at: Instant;
}

/**
 * The referrer's own phone, card, device or address; those of another friend of the same referrer; a phone, card or device of
 * any other member; an address of many friends within a day.
 */
export function suspicions(
  hints: readonly HashedHint[],
  known: {
    readonly referrerId: string;
    /** Of the referrer's identities; other hints of the referrer are among the earlier ones. */
    readonly referrer: readonly HashedHint[];
    /** Those equal to any of the friend's hints, without the friend's own. */
    readonly earlier: readonly EarlierHint[];
    readonly now: Instant;
  },
): readonly Flag[] {
  const { referrerId, referrer, earlier, now } = known;
  const flags = hints.flatMap(({ kind, hash }): readonly Flag[] => {
    const same = earlier.filter((one) => one.hash.equals(hash));
    const isReferrers =
      referrer.some((one) => one.kind === kind && one.hash.equals(hash)) ||
      same.some((one) => one.memberId === referrerId);
    if (isReferrers) return [`same_${kind}_as_referrer`];
    const others = kind === 'address' ? same.filter((one) => one.referrerId === referrerId) : same;
    if (others.length > 0) return [`same_${kind}_as_earlier`];
    const today = same.filter((one) => one.referrerId !== null && one.at > now - DAY_MS);
    return kind === 'address' && today.length >= ADDRESS_A_DAY_MAX ? ['many_from_address'] : [];
  });
  return [...new Set(flags)];
}

const KIND_WORDS: Readonly<Record<HintKind, { readonly ru: string; readonly en: string }>> = {
  phone: { ru: 'тот же телефон', en: 'the same phone' },
  card: { ru: 'та же карта', en: 'the same card' },
  device: { ru: 'то же устройство', en: 'the same device' },
  address: { ru: 'тот же адрес', en: 'the same address' },
};

export function flagWords(flag: string): { readonly ru: string; readonly en: string } {
  const [, kind = '', whose = ''] = /^same_(\w+)_as_(\w+)$/u.exec(flag) ?? [];
  const words = Object.entries(KIND_WORDS).find(([name]) => name === kind)?.[1];
  if (words === undefined)
    return {
      ru: 'много новых клиентов с одного адреса за день',
      en: 'many new customers from one address within a day',
    };
  return whose === 'referrer'
    ? { ru: `${words.ru}, что у пригласившего`, en: `${words.en} as the referrer’s` }
    : { ru: `${words.ru}, что у другого клиента`, en: `${words.en} as another customer’s` };
}
