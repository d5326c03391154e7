/** Language, and light or dark. */
import { Group, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { LANGUAGES } from '../i18n/define-phrases.ts';
import { usePhrases, useSpeech } from '../i18n/language.tsx';
import { uiPhrases } from './phrases.ts';

const SCHEMES = ['light', 'dark', 'auto'] as const;
const NAMES = { ru: 'Русский', en: 'English' } as const;

export function LookSwitches({ justify = 'flex-start' }: { readonly justify?: 'flex-start' | 'center' }): ReactNode {
  const t = usePhrases(uiPhrases);
  const { language, choose } = useSpeech();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const names = { light: t('look.light'), dark: t('look.dark'), auto: t('look.auto') };
  return (
    <Group gap="xs" justify={justify}>
      <SegmentedControl
        size="xs"
        aria-label={t('look.language')}
        value={language}
        onChange={(value) => choose(value === 'ru' ? 'ru' : 'en')}
        data={LANGUAGES.map((value) => ({ value, label: <span lang={value}>{NAMES[value]}</span> }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('look.scheme')}
        value={colorScheme}
        onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto')}
        data={SCHEMES.map((value) => ({ value, label: names[value] }))}
      />
    </Group>
  );
}
