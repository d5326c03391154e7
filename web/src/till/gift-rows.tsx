/** The gift cards that were brought: what is on each, and how much of it pays. */
import { CloseButton, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { type BroughtGift, endingOf, payingGifts } from './gift.ts';
import { MoneyInput } from './money-input.tsx';
import type { SaleWord } from './sale.ts';
import { whatPhrases } from './what-phrases.ts';

export interface GiftRowsProps {
  readonly gifts: readonly BroughtGift[];
  /** Minor money that is to pay without them. */
  readonly toPay: number;
  readonly currency: string;
  readonly isLocked: boolean;
  onWord(word: SaleWord): void;
}

export function GiftRows({ gifts, toPay, currency, isLocked, onWord }: GiftRowsProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const format = useFormat();
  const paying = payingGifts(gifts, toPay);
  return gifts.map((gift, index) => {
    const { amount = 0, most = 0 } = paying[index] ?? {};
    const ending = endingOf(gift.code);
    const onIt = t('gift.on-it', { money: format.money(gift.balance, { currency }) });
    return (
      <Stack key={gift.code} gap={4}>
        <Group justify="space-between" gap="xs">
          <Text fw={650} style={{ whiteSpace: 'nowrap' }}>
            {t('gift.title', { ending })}
          </Text>
          <Group gap={4} wrap="nowrap">
            <MoneyInput
              label={t('gift.amount', { ending })}
              isLabelShown={false}
              flex="0 0 7.5rem"
              value={amount}
              most={most}
              currency={currency}
              isLocked={isLocked}
              onChange={(wish) => {
                if (wish !== amount) onWord({ type: 'gift', gift: { ...gift, wish: wish === most ? null : wish } });
              }}
            />
            <CloseButton
              size={48}
              disabled={isLocked}
              aria-label={t('gift.remove', { ending })}
              onClick={() => onWord({ type: 'gift-removed', code: gift.code })}
            />
          </Group>
        </Group>
        <Text size="sm" c="dimmed">
          {gift.expiresAt === null ? onIt : `${onIt} · ${t('coupon.until', { date: format.lastDay(gift.expiresAt) })}`}
        </Text>
      </Stack>
    );
  });
}
