/** Everything that expires, soonest first, when there is more than the balance's line already says. */
import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import type { CardProgram } from '../card-types.ts';
import { memberPhrases } from '../phrases.ts';
import { unitsText } from '../units.ts';

export function BurnsCard({ program }: { readonly program: CardProgram }): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const lots = program.wallets.flatMap((wallet) => wallet.expiring.map((lot) => ({ ...lot, wallet })));
  if (lots.length < 2) return null;
  return (
    <Card title={t('burns.title')}>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {lots.map(({ wallet, units, at }) => (
          <Group key={`${wallet.id} ${at}`} component="li" justify="space-between" wrap="nowrap">
            <Text c="dimmed">{format.lastDay(at)}</Text>
            <Text className="kopilka-units" ta="end">
              {unitsText(format, units, wallet)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
