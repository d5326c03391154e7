/** What a receipt comes to: the units as the largest number, what is to pay, and every rule's reason. */
import type { CompiledProgram } from '@kopilka/engine';
import { Divider, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Amount } from '../../ui/figures.tsx';
import { Figure } from '../../ui/page.tsx';
import { officePhrases } from '../phrases.ts';
import { type Outcome, unitNameOf } from './decide-here.ts';

export interface OutcomeCardProps {
  readonly outcome: Outcome;
  /** For the names of units; null when it cannot be read here. */
  readonly program: CompiledProgram | null;
  /** Where the answer comes from. */
  readonly about: string;
}

export function OutcomeCard({ outcome, program, about }: OutcomeCardProps): ReactNode {
  const t = usePhrases(officePhrases);
  const { language } = useSpeech();
  const format = useFormat();
  const earned = Map.groupBy(outcome.earned, ({ wallet }) => wallet);
  const sums = [...earned].map(([wallet, parts]) => {
    const units = parts.reduce((sum, part) => sum + part.units, 0);
    return format.units(units, program === null ? {} : unitNameOf(program, wallet), { sign: true });
  });
  return (
    <Stack gap="md">
      <Group gap="xl" align="flex-start">
        <Figure label={t('receipt.gets')} value={sums.length === 0 ? t('receipt.nothing') : sums.join(', ')} />
        <Figure label={t('receipt.to-pay')} value={<Amount minor={outcome.toPay} />} />
      </Group>
      <Text size="sm" c="dimmed">
        {about}
      </Text>
      {outcome.reasons.length === 0 ? null : (
        <>
          <Divider label={t('receipt.why')} labelPosition="left" />
          <Stack gap={6} component="ul" m={0} pl="md">
            {outcome.reasons.map((reason) => (
              <Text key={reason.text.en} component="li" size="sm" {...(reason.applied ? {} : { c: 'dimmed' })}>
                {reason.text[language]}
              </Text>
            ))}
          </Stack>
        </>
      )}
    </Stack>
  );
}
