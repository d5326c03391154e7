/** What a return brings, in numbers: money, units back, units taken, a debt, the level. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { say } from '../data/program-words.ts';
import { useFormat, usePhrases, useSpeech } from '../i18n/language.tsx';
import { Amount, LargeAmount } from '../ui/figures.tsx';
import { Figure } from '../ui/page.tsx';
import { sumOfGifts } from './gift.ts';
import { returnPhrases } from './return-phrases.ts';
import { sumOf } from './shift-log.ts';
import type { Till } from './till.ts';
import type { Return } from './use-return.ts';

export interface ReturnOutcomeProps {
  readonly result: Return;
  /** What of its money goes back to gift cards. */
  readonly gifts: readonly { readonly ending: string; readonly amount: number }[];
  readonly till: Till;
}

export function ReturnOutcome({ result, gifts, till: { words } }: ReturnOutcomeProps): ReactNode {
  const t = usePhrases(returnPhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const { parts, balances, withheld, tier } = result;
  const sayAll = (movements: ReturnType<typeof sumOf>, sign: 1 | -1): string =>
    movements.map(({ wallet, units }) => words.units(format, wallet, sign * units, { sign: true })).join(', ');
  const restored = sumOf(parts.flatMap((part) => part.restored));
  const takenBack = sumOf(parts.flatMap((part) => part.takenBack));
  const kept = parts.flatMap((part) => part.kept);
  const debts = Object.entries(balances).filter(([, { debt }]) => debt > 0);
  return (
    <Stack gap="sm">
      <LargeAmount label={t('return.give')} minor={result.money - sumOfGifts(gifts)} />
      {gifts.map(({ ending, amount }) => (
        <Figure key={ending} label={t('return.gift', { ending })} value={<Amount minor={amount} />} />
      ))}
      {restored.length === 0 ? null : <Figure label={t('return.restored')} value={sayAll(restored, 1)} />}
      {takenBack.length === 0 ? null : <Figure label={t('return.taken-back')} value={sayAll(takenBack, -1)} />}
      {withheld === 0 ? null : <Text>{t('return.withheld', { money: format.money(withheld) })}</Text>}
      {debts.map(([wallet, { debt }]) => (
        <Text key={wallet}>{t('return.debt', { units: words.units(format, wallet, debt) })}</Text>
      ))}
      {kept.length === 0 ? null : (
        <Text>{t('return.kept', { gifts: kept.map(({ sku, quantity }) => `${sku} × ${quantity}`).join(', ') })}</Text>
      )}
      {tier === null ? null : (
        <Text c="dimmed">{t('return.level', { level: say(words.levelName(tier.level) ?? {}, language) })}</Text>
      )}
    </Stack>
  );
}
