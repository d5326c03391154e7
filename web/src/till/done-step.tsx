/** Done: what was recorded, in figures; a slip for whoever wants one; Enter goes on to the next customer. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { KeyboardEvent, ReactNode } from 'react';
import { say } from '../data/program-words.ts';
import { useFormat, usePhrases, useSpeech } from '../i18n/language.tsx';
import { Amount, LargeAmount } from '../ui/figures.tsx';
import { Card, Figure } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { Done } from '../ui/states.tsx';
import { donePhrases } from './done-phrases.ts';
import { endingOf, takenFromGifts } from './gift.ts';
import { Hint } from './hint.tsx';
import { tillPhrases } from './phrases.ts';
import { receiptOf, type Sale } from './sale.ts';
import { sumOf } from './shift-log.ts';
import { PrintButton, Slip, type SlipRow } from './slip.tsx';
import { SlipCode } from './slip-code.tsx';
import type { Till } from './till.ts';
import classes from './till.module.css';

export interface DoneStepProps {
  readonly sale: Extract<Sale, { step: 'done' }>;
  readonly till: Till;
  onNext(): void;
}

export function DoneStep({ sale, till, onNext }: DoneStepProps): ReactNode {
  const t = usePhrases(donePhrases);
  const format = useFormat();
  const { purchase, customer, gifts } = sale;
  const byGifts = takenFromGifts(gifts);
  const { words } = till;
  const units = (wallet: string, count: number, sign = false): string => words.units(format, wallet, count, { sign });
  const earned = sumOf(purchase.earned).map(({ wallet, units: count }) => units(wallet, count, true));
  const [balance] = Object.entries(purchase.balances);
  useEnter(onNext);
  return (
    <Card w="100%" maw="56rem" mx="auto">
      <Stack gap="lg">
        <Done title={t('done.title')}>
          <Stack gap={4}>
            {customer === null ? <Text>{t('done.guest')}</Text> : <Level sale={sale} till={till} />}
            {purchase.gifts.length === 0 ? null : (
              <Text fw={650}>
                {t('done.gifts', {
                  gifts: purchase.gifts.map(({ sku, quantity }) => `${sku} × ${quantity}`).join(', '),
                })}
              </Text>
            )}
          </Stack>
        </Done>
        {gifts.map(({ code, amount, trouble }) =>
          trouble === null ? null : (
            <Stack key={code} gap="xs">
              <Text fw={650}>{t('done.gift-refused', { ending: endingOf(code), money: format.money(amount) })}</Text>
              <Refusal trouble={trouble} />
            </Stack>
          ),
        )}
        <LargeAmount label={t('done.to-pay')} minor={purchase.toPay - byGifts} />
        <Group className={classes['figures'] ?? ''}>
          {byGifts === 0 ? null : <Figure label={t('done.gift')} value={<Amount minor={byGifts} />} />}
          {purchase.discount === 0 ? null : (
            <Figure label={t('done.discount')} value={<Amount minor={purchase.discount} />} />
          )}
          {purchase.payment === null ? null : (
            <Figure label={t('done.paid')} value={units(purchase.payment.wallet, purchase.payment.units)} />
          )}
          {earned.length === 0 ? null : <Figure label={t('done.earned')} value={earned.join(', ')} />}
          {balance === undefined || customer === null ? null : (
            <Figure label={t('done.balance')} value={units(balance[0], balance[1].available)} />
          )}
        </Group>
        <Group gap="sm">
          {/* The Enter that recorded the purchase may still be held down. */}
          <Button size="xl" flex="1 1 14rem" autoFocus onClick={onNext} onKeyDown={keepHeldKeyOut}>
            {t('done.next')}
            <Hint keys="Enter" />
          </Button>
          <PrintButton label={t('done.slip')} />
        </Group>
      </Stack>
      <SaleSlip sale={sale} till={till} />
    </Card>
  );
}

/** Wherever the focus is, unless another button has it. */
function useEnter(onNext: () => void): void {
  const next = (event: globalThis.KeyboardEvent): void => {
    if (!event.repeat && !(document.activeElement instanceof HTMLButtonElement)) onNext();
  };
  // A button that has the focus does its own.
  useHotkeys([['Enter', next, { preventDefault: false }]]);
}

function keepHeldKeyOut(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

function Level({ sale: { purchase, customer }, till }: Pick<DoneStepProps, 'sale' | 'till'>): ReactNode {
  const t = usePhrases(donePhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const { tier } = purchase;
  if (tier === null || customer === null) return null;
  const nameOf = (level: string): string => say(till.words.levelName(level) ?? {}, language);
  const measure = customer.tier?.measure ?? null;
  return (
    <>
      {customer.tier !== null && customer.tier.level !== tier.level ? (
        <Text fw={650}>{t('done.level', { level: nameOf(tier.level) })}</Text>
      ) : null}
      {tier.next === null || measure === null ? null : (
        <Text>
          {t('done.next-level', {
            level: nameOf(tier.next.level),
            missing: measure.isMoney
              ? format.money(tier.next.missing)
              : format.number(tier.next.missing / 10 ** measure.scale),
          })}
        </Text>
      )}
    </>
  );
}

function SaleSlip({
  sale: { basket, purchase, customer, gifts },
  till,
}: Pick<DoneStepProps, 'sale' | 'till'>): ReactNode {
  const t = usePhrases(donePhrases);
  const sumName = usePhrases(tillPhrases)('till.sum-name');
  const format = useFormat();
  const { words } = till;
  const goods = (receiptOf(basket, sumName)?.lines ?? []).map(({ name, quantity, amount }) => ({
    label: quantity === 1 ? name : `${name} × ${format.number(quantity)}`,
    value: format.money(amount),
  }));
  const [balance] = Object.entries(purchase.balances);
  const sums: SlipRow[] = [{ label: t('slip.total'), value: format.money(purchase.total) }];
  if (purchase.discount > 0) sums.push({ label: t('slip.discount'), value: format.money(-purchase.discount) });
  if (purchase.payment !== null)
    sums.push({
      label: t('slip.paid'),
      value: words.units(format, purchase.payment.wallet, purchase.payment.units),
    });
  for (const { code, amount, trouble } of gifts)
    if (trouble === null)
      sums.push({ label: t('slip.gift', { ending: endingOf(code) }), value: format.money(-amount) });
  sums.push({
    label: t('slip.to-pay'),
    value: format.money(purchase.toPay - takenFromGifts(gifts)),
    isStrong: true,
  });
  for (const { code, balance: left } of gifts)
    if (left !== null) sums.push({ label: t('slip.gift-left', { ending: endingOf(code) }), value: format.money(left) });
  for (const { wallet, units } of sumOf(purchase.earned))
    sums.push({ label: t('slip.earned'), value: words.units(format, wallet, units, { sign: true }) });
  if (customer !== null && balance !== undefined)
    sums.push({ label: t('slip.balance'), value: words.units(format, balance[0], balance[1].available) });
  return (
    <Slip
      shop={till.shop}
      title={t('slip.receipt', { number: basket.receiptId })}
      at={format.dateTime(purchase.at ?? new Date().toISOString())}
      customer={customer?.name ?? customer?.phone ?? null}
      goods={goods}
      sums={sums}
      foot={t('slip.keep')}
      code={<SlipCode number={basket.receiptId} />}
    />
  );
}
