/** What the customer gets, in a sentence: the engine's own decision about a round sum and about joining, put into words. */
import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import type { Offer } from '../card-types.ts';
import { unitsText } from '../units.ts';
import { joinPhrases } from './phrases.ts';
import { useOffers } from './use-offers.ts';

export function JoinHead(): ReactNode {
  const t = usePhrases(joinPhrases);
  const offers = useOffers();
  const sentences = useSentences(offers.data ?? []);
  return (
    <>
      <Title order={2} fz={28} lh={1.2} mt="md" mb={4}>
        {t('head.title')}
      </Title>
      <Text mih="3em">{offers.isPending ? '' : sentences.length === 0 ? t('head.offer') : sentences.join(' ')}</Text>
    </>
  );
}

/** What cannot be promised of a newcomer's first purchase is not. */
function useSentences(offers: readonly Offer[]): readonly string[] {
  const t = usePhrases(joinPhrases);
  const { format } = useSpeech();
  return offers.flatMap(({ sum, currency, discount, earned, welcome }) => {
    const spent = format.money(sum, { currency });
    const text = (parts: Offer['earned']): string =>
      parts.map((part) => unitsText(format, part.units, part)).join(', ');
    return [
      earned.length === 0 ? null : t('head.earns', { sum: spent, units: text(earned) }),
      discount === 0 ? null : t('head.saves', { sum: spent, money: format.money(discount, { currency }) }),
      welcome.length === 0 ? null : t('head.welcome', { units: text(welcome) }),
    ].filter((sentence) => sentence !== null);
  });
}
