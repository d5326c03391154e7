/** A colour as the screens will show it, light and dark beside each other: the same tones that the theme is made of. */
import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { type AccentTones, accentOf, GROUNDS } from '../../ui/accent.ts';
import classes from './accent-preview.module.css';
import { settingsPhrases } from './phrases.ts';

export interface AccentPreviewProps {
  readonly name: string;
  /** #rrggbb. */
  readonly color: string;
}

export function AccentPreview({ name, color }: AccentPreviewProps): ReactNode {
  const t = usePhrases(settingsPhrases);
  const { light, dark } = accentOf(color);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Sample label={t('preview.light')} name={name} tones={light} ground={GROUNDS.light} />
      <Sample label={t('preview.dark')} name={name} tones={dark} ground={GROUNDS.dark} />
    </SimpleGrid>
  );
}

interface SampleProps {
  readonly label: string;
  readonly name: string;
  readonly tones: AccentTones;
  readonly ground: (typeof GROUNDS)['light' | 'dark'];
}

function Sample({ label, name, tones, ground }: SampleProps): ReactNode {
  const t = usePhrases(settingsPhrases);
  return (
    <section
      className={classes['sample']}
      aria-label={label}
      style={{ background: ground.card, color: ground.ink, borderColor: ground.line }}
    >
      <Text size="xs" style={{ color: ground.soft }}>
        {label}
      </Text>
      <Text fw={650} lineClamp={1}>
        {name}
      </Text>
      <div className={classes['tones']}>
        <span className={classes['tone']} style={{ background: tones.strong, color: tones.onStrong }}>
          {t('preview.button')}
        </span>
        <span className={classes['tone']} style={{ background: tones.tint, color: tones.strong }}>
          {t('preview.text')}
        </span>
      </div>
    </section>
  );
}
