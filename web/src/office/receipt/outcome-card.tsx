/** What a receipt comes to: the units as the largest number, what is to pay, and every rule's reason. */
import type { CompiledProgram } from '@kopilka/engine';
import { Divider, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Amount } from '../../ui/figures.tsx';
import { Figure } from '../../ui/page.tsx';
import { officePhrases } from '../phrases.ts';
import type { Outcome } from './decide-here.ts';
import { earnedText } from './earned-text.ts';

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
  const count = outcome.earned.reduce((sum, { units }) => sum + units, 0);
  const gets = program === null ? format.number(count) : earnedText(program, outcome.earned, format);
  return (
    <Stack gap="md">
      <Group gap="xl" align="flex-start">
        <Figure label={t('receipt.gets')} value={gets ?? t('receipt.nothing')} />
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
