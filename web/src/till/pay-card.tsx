/** Paying with units: a slider, a number and a few quick choices. Nothing unless chosen; the most there is, and why no more. */
import { Button, Group, NumberInput, Slider, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { quickChoices } from './quick-choices.ts';
import type { Customer, SaleWord } from './sale.ts';
import type { Till } from './till.ts';
import classes from './till.module.css';
import type { Quote } from './use-quote.ts';
import { whatPhrases } from './what-phrases.ts';

export interface PayCardProps {
  readonly customer: Customer;
  readonly till: Till;
  /** What is wished, in smallest units: as much of it is paid as the receipt allows. */
  readonly pay: number;
  readonly quote: Quote;
  readonly isLocked: boolean;
  onWord(word: SaleWord): void;
}

export function PayCard(props: PayCardProps): ReactNode {
  const { payable } = props.quote;
  return payable === null ? null : <Paying {...props} wallet={payable.wallet} most={payable.units} />;
}

interface PayingProps extends PayCardProps {
  readonly wallet: string;
  readonly most: number;
}

function Paying({ customer, till, pay: wish, quote, isLocked, onWord, wallet, most }: PayingProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const format = useFormat();
  const parts = till.words.partsOf(wallet);
  const pay = Math.min(wish, most);
  const choose = (units: number): void =>
    onWord({ type: 'chosen', pay: Math.min(most, Math.max(0, Math.round(units))) });
  const why = whyNoMore({ customer, till, quote, wallet, most, t, format });
  if (most === 0) return <Text c="dimmed">{t('pay.not', { why })}</Text>;
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text fw={650}>{t('pay.title')}</Text>
        <NumberInput
          aria-label={t('pay.title')}
          w="7.5rem"
          flex="none"
          min={0}
          max={most / parts}
          clampBehavior="strict"
          allowNegative={false}
          decimalScale={Math.round(Math.log10(parts))}
          decimalSeparator={format.decimalSeparator}
          allowedDecimalSeparators={['.', ',']}
          hideControls
          inputMode="decimal"
          disabled={isLocked}
          value={pay === 0 ? '' : pay / parts}
          placeholder="0"
          onChange={(typed) => choose(Number(typed) * parts)}
        />
      </Group>
      <Slider
        size="lg"
        thumbSize={32}
        my="xs"
        min={0}
        max={most}
        disabled={isLocked}
        value={pay}
        onChange={choose}
        thumbLabel={t('pay.title')}
        thumbValueText={(units) => till.words.units(format, wallet, units)}
        label={null}
      />
      <div className={classes['choices']}>
        {quickChoices(most, parts).map((units) => (
          <Button
            key={units}
            px="xs"
            variant={units === pay ? 'outline' : 'default'}
            aria-pressed={units === pay}
            disabled={isLocked}
            onClick={() => choose(units)}
          >
            <span className="kopilka-figures">{till.words.count(format, wallet, units)}</span>
          </Button>
        ))}
      </div>
      <Text size="sm" c="dimmed" role="status">
        {wish > most
          ? t('pay.lowered', { units: till.words.units(format, wallet, most) })
          : t('pay.up-to', { units: till.words.units(format, wallet, most), why })}
      </Text>
    </Stack>
  );
}

function whyNoMore({
  customer,
  till: { words, program },
  quote,
  wallet,
  most,
  t,
  format,
}: Pick<PayingProps, 'customer' | 'till' | 'quote' | 'wallet' | 'most'> & {
  readonly t: ReturnType<typeof usePhrases<typeof whatPhrases.en>>;
  readonly format: ReturnType<typeof useFormat>;
}): string {
  const available = customer.balances[wallet]?.available ?? 0;
  const from = words.payFrom(wallet);
  const fromMinor = from === null ? 0 : Math.round(from * 10 ** format.minorDigits(program.currency));
  if (!customer.maySpend) return t('pay.no-right');
  if (available === 0) return t('pay.none');
  if (quote.total < fromMinor) return t('pay.small', { money: format.money(fromMinor) });
  if (most >= available) return t('pay.all');
  const share = words.payShare(wallet);
  return share === null ? t('pay.rules') : t('pay.share', { share });
}
