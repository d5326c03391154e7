/** What the customer can bring: coupons that lie on the card, used by a touch, and codes of coupons and gift cards, scanned, or typed once somebody has one. */
import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { say } from '../data/program-words.ts';
import { useFormat, usePhrases, useSpeech } from '../i18n/language.tsx';
import type { Basket, Customer, SaleWord } from './sale.ts';
import { whatPhrases } from './what-phrases.ts';

export interface CouponsCardProps {
  /** null: somebody without a card, who can bring a gift card. */
  readonly customer: Customer | null;
  readonly basket: Basket;
  readonly isLocked: boolean;
  readonly isAsking: boolean;
  onWord(word: SaleWord): void;
  /** A code to be asked about as if it had been scanned. */
  onCode(code: string): void;
}

/** Names of coupons are as long as the shop likes. */
const WRAPPED = {
  h: 'auto',
  mih: 50,
  maw: '100%',
  styles: { label: { whiteSpace: 'normal', overflowWrap: 'anywhere', lineHeight: 1.3, paddingBlock: 8 } },
} as const;

export function CouponsCard({ customer, basket, isLocked, isAsking, onWord, onCode }: CouponsCardProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [isTyping, setTyping] = useState(false);
  const add = (): void => {
    if (typed.trim() === '') return;
    onCode(typed.trim());
    setTyped('');
    setTyping(false);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || typed.trim() === '') return;
    event.preventDefault();
    add();
  };
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t('coupon.title')}
      </Title>
      <Group gap="sm">
        {(customer?.coupons ?? []).map(({ id, name, available, until }) => {
          const isUsed = basket.coupons.includes(id);
          const words = say(name, language);
          return (
            <Button
              key={id}
              variant={isUsed ? 'filled' : 'default'}
              aria-pressed={isUsed}
              disabled={isLocked}
              {...WRAPPED}
              onClick={() => onWord({ type: 'coupon', id, isUsed: !isUsed })}
            >
              {isUsed ? '✓ ' : ''}
              {words}
              {available > 1 ? ` ×${format.number(available)}` : ''}
              {until === null ? '' : ` · ${t('coupon.until', { date: format.lastDay(until) })}`}
            </Button>
          );
        })}
        {basket.codes.map(({ code, name }) => (
          <Button
            key={code}
            variant="filled"
            disabled={isLocked}
            {...WRAPPED}
            aria-label={t('coupon.remove', { name: say(name, language) })}
            onClick={() => onWord({ type: 'code-removed', code })}
          >
            {`✓ ${say(name, language)} · ${code}\u00a0×`}
          </Button>
        ))}
        {isTyping ? null : (
          <Button variant="default" loading={isAsking} disabled={isLocked} onClick={() => setTyping(true)}>
            {t('coupon.type')}
          </Button>
        )}
      </Group>
      {isTyping ? (
        <Group gap="sm" align="flex-end">
          <TextInput
            label={t('coupon.code')}
            flex="1 1 12rem"
            maxLength={200}
            autoComplete="off"
            autoCapitalize="characters"
            autoFocus
            disabled={isLocked}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={onKey}
          />
          <Button variant="default" disabled={isLocked || typed.trim() === ''} onClick={add}>
            {t('coupon.add')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
