/** What there is, large, on the shop's colour; what it pays and what of it expires first, below. */
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import type { CardProgram, CardWallet } from '../card-types.ts';
import { memberPhrases } from '../phrases.ts';
import { unitsText, wholeOf } from '../units.ts';

/** More characters do not fit a narrow telephone in the large size. */
const LONG = 8;

/** Of several wallets the one that pays comes first. */
export function walletsOf({ wallets }: CardProgram): readonly CardWallet[] {
  return wallets.toSorted((a, b) => Number(b.worth !== null) - Number(a.worth !== null));
}

export function Balance({ program }: { readonly program: CardProgram }): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const [main, ...others] = walletsOf(program);
  if (main === undefined) return null;
  const count = format.number(wholeOf(main.available, main));
  const [first] = main.expiring;
  const notes = [
    main.worth === null || main.available === 0
      ? null
      : t('balance.worth', { money: format.money(Math.floor(wholeOf(main.available * main.worth, main))) }),
    first === undefined
      ? null
      : t('burns.first', { units: format.number(wholeOf(first.units, main)), date: format.lastDay(first.at) }),
  ].filter((note) => note !== null);
  return (
    <>
      <Group gap="xs" align="baseline" mt="xs">
        <Text fz={count.length > LONG ? 34 : 52} fw={750} lh={1.15} className="kopilka-units">
          {count}
        </Text>
        <Text fz="lg">{format.unitWord(wholeOf(main.available, main), main.name)}</Text>
      </Group>
      {notes.length === 0 ? null : <Text>{notes.join(' · ')}</Text>}
      {others.map((wallet) => (
        <Text key={wallet.id} className="kopilka-units">
          {unitsText(format, wallet.available, wallet)}
        </Text>
      ))}
      <Waiting wallets={program.wallets} />
    </>
  );
}

function Waiting({ wallets }: { readonly wallets: readonly CardWallet[] }): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const lines = wallets.flatMap((wallet) => [
    wallet.pending > 0 ? t('balance.pending', { units: unitsText(format, wallet.pending, wallet) }) : null,
    wallet.held > 0 ? t('balance.held', { units: unitsText(format, wallet.held, wallet) }) : null,
    wallet.debt > 0 ? t('balance.debt', { units: unitsText(format, wallet.debt, wallet) }) : null,
  ]);
  return lines
    .filter((line) => line !== null)
    .map((line) => (
      <Text key={line} size="sm">
        {line}
      </Text>
    ));
}
