/** What is to pay, what the customer gets in one line to say aloud, and the reasons for whoever asks. */
import { Button, Collapse, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { say } from '../data/program-words.ts';
import { useFormat, usePhrases, useSpeech } from '../i18n/language.tsx';
import { LargeAmount } from '../ui/figures.tsx';
import type { Customer } from './sale.ts';
import { sumOf } from './shift-log.ts';
import type { Till } from './till.ts';
import classes from './till.module.css';
import type { Quote } from './use-quote.ts';
import { whatPhrases } from './what-phrases.ts';

export interface TotalProps {
  /** What the server would take; null while it is not known, and for somebody without a card. */
  readonly quote: Quote | null;
  /** Minor money that was typed. */
  readonly total: number;
  /** Minor money that gift cards pay of it. */
  readonly byGifts: number;
  readonly till: Till;
}

export function Total({ quote, total, byGifts, till: { words } }: TotalProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const format = useFormat();
  const toPay = (quote?.toPay ?? total) - byGifts;
  const { discount = 0, payment = null } = quote ?? {};
  const parts =
    toPay === total
      ? []
      : [
          t('total.of', { total: format.money(quote?.total ?? total) }),
          ...(discount > 0 ? [t('total.discount', { money: format.money(discount) })] : []),
          ...(payment === null
            ? []
            : [t('total.units', { units: words.units(format, payment.wallet, payment.units) })]),
          ...(byGifts > 0 ? [t('total.gift', { money: format.money(byGifts) })] : []),
        ];
  return (
    <div>
      <LargeAmount label={t('total.to-pay')} minor={toPay} />
      <Text c="dimmed" mih="1.55em">
        {parts.join(' · ')}
      </Text>
    </div>
  );
}

export interface SayProps {
  readonly quote: Quote;
  readonly customer: Customer;
  readonly till: Till;
}

export function SayAloud({ quote, customer, till: { words, program } }: SayProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const earned = sumOf(quote.earned).map(({ wallet, units }) => words.units(format, wallet, units, { sign: true }));
  const measure = customer.tier?.measure ?? null;
  const text = [earned.length === 0 ? t('say.nothing') : t('say.earn', { units: earned.join(', ') })];
  const levelOf = (level: string): string => say(words.levelName(level) ?? {}, language);
  if (quote.tier !== null && customer.tier !== null && quote.tier.level !== customer.tier.level)
    text.push(t('say.level', { level: levelOf(quote.tier.level) }));
  else if (quote.tier?.next !== null && quote.tier?.next !== undefined && measure !== null) {
    const { level, missing } = quote.tier.next;
    const shown = measure.isMoney
      ? format.money(missing, { currency: program.currency })
      : format.number(missing / 10 ** measure.scale);
    text.push(t('say.next', { missing: shown, level: levelOf(level) }));
  }
  return (
    <div className={classes['say']} role="status">
      {t('say.line', { text: text.join(' ') })}
    </div>
  );
}

export function Why({ quote }: { readonly quote: Quote }): ReactNode {
  const t = usePhrases(whatPhrases);
  const { language } = useSpeech();
  const [isShown, setShown] = useState(false);
  if (quote.reasons.length === 0) return null;
  return (
    <div>
      <Button variant="transparent" px={0} aria-expanded={isShown} onClick={() => setShown((before) => !before)}>
        {isShown ? t('why.hide') : t('why.show')}
      </Button>
      <Collapse expanded={isShown}>
        <Stack gap={6} component="ul" m={0} pl="md">
          {quote.reasons.map((reason, index) => (
            <Text key={`${index} ${reason.code}`} component="li" size="sm" {...(reason.applied ? {} : { c: 'dimmed' })}>
              {reason.text[language]}
            </Text>
          ))}
        </Stack>
      </Collapse>
    </div>
  );
}
