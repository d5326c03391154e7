/** The main things of a program as forms, four groups of them. They change the document that stands beside them. */
import { SegmentedControl, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { usePhrases } from '../../../i18n/language.tsx';
import { formPhrases } from './form-phrases.ts';
import { LevelsForm } from './levels-form.tsx';
import { RewardsForm } from './rewards-form.tsx';
import { RulesForm } from './rules-form.tsx';
import { WalletsForm } from './wallets-form.tsx';

const PARTS = ['earn', 'wallets', 'levels', 'rewards'] as const;
type Part = (typeof PARTS)[number];

export function ProgramFormParts(): ReactNode {
  const t = usePhrases(formPhrases);
  const [part, setPart] = useState<Part>('earn');
  const labels = {
    earn: t('tab.earn'),
    wallets: t('tab.wallets'),
    levels: t('tab.levels'),
    rewards: t('tab.rewards'),
  };
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('forms.label')}
        size="xs"
        fullWidth
        data={PARTS.map((value) => ({ value, label: labels[value] }))}
        value={part}
        onChange={(value) => setPart(PARTS.find((one) => one === value) ?? 'earn')}
      />
      {part === 'earn' ? <RulesForm /> : null}
      {part === 'wallets' ? <WalletsForm /> : null}
      {part === 'levels' ? <LevelsForm /> : null}
      {part === 'rewards' ? <RewardsForm /> : null}
    </Stack>
  );
}

/** While the text is between two states, forms have nothing to hold on to. */
export function UnreadableText(): ReactNode {
  const t = usePhrases(formPhrases);
  return <Text c="dimmed">{t('forms.unreadable')}</Text>;
}
