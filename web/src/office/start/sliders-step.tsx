/** Up to three sliders, and what they come to for a customer, counted by the engine while they move. */
import { Button, Group, Slider, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { publishProgram } from '../../data/publish-program.ts';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { useLasting } from '../../i18n/lasting.ts';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { ExampleCard } from './example-card.tsx';
import { startPhrases } from './start-phrases.ts';
import classes from './start.module.css';
import { documentOf, type Wish } from './wish.ts';

export interface SlidersStepProps {
  readonly wish: Wish;
  onValues(values: Wish['values']): void;
  onBack(): void;
  onDone(): void;
}

export function SlidersStep({ wish, onValues, onBack, onDone }: SlidersStepProps): ReactNode {
  const t = usePhrases(startPhrases);
  const api = useApi();
  const source = documentOf(wish);
  // The same document again is the same version, so that whatever was lost on the way is simply repeated.
  const opening = useCommand(({ input }: { readonly input: string }) =>
    publishProgram(api, { programId: wish.template.id, source: input, format: 'yaml' }),
  );
  const open = (): void => void opening.run(source).then(onDone, () => undefined);
  return (
    <Stack gap="lg">
      <Title order={2} size="h3">
        {t('sliders.title')}
      </Title>
      <div className={classes['columns']}>
        <Card>
          <Sliders wish={wish} onValues={onValues} />
        </Card>
        <ExampleCard source={source} />
      </div>
      {opening.state.error === null ? null : (
        <Refusal trouble={troubleOf(opening.state.error)} onRetry={open} isRetrying={opening.state.isPending} />
      )}
      <Group>
        <Button size="md" loading={opening.state.isPending} onClick={open}>
          {t('sliders.publish')}
        </Button>
        <Button size="md" variant="default" onClick={onBack} disabled={opening.state.isPending}>
          {t('back.button')}
        </Button>
      </Group>
    </Stack>
  );
}

function Sliders({ wish: { values, template }, onValues }: Pick<SlidersStepProps, 'wish' | 'onValues'>): ReactNode {
  const t = usePhrases(startPhrases);
  const format = useFormat();
  const lasting = useLasting();
  const { earn, pay, life } = template.sliders;
  const never = (value: string): string => (value === 'never' ? t('life.never') : lasting(value));
  return (
    <Stack gap="xl">
      {earn === undefined || values.earn === undefined ? null : (
        <NumberSlider
          label={earn.in === 'percent' ? t('slider.earn') : t('slider.earn-units')}
          shown={earn.in === 'percent' ? format.percent(values.earn / 100) : format.number(values.earn)}
          range={earn}
          value={values.earn}
          onValue={(value) => onValues({ ...values, earn: value })}
        />
      )}
      {pay === undefined || values.pay === undefined ? null : (
        <NumberSlider
          label={t('slider.pay')}
          shown={format.percent(values.pay / 100)}
          range={pay}
          value={values.pay}
          onValue={(value) => onValues({ ...values, pay: value })}
        />
      )}
      {life === undefined || values.life === undefined ? null : (
        <NumberSlider
          label={t('slider.life')}
          shown={never(values.life)}
          range={{ min: 0, max: life.values.length - 1, step: 1 }}
          value={Math.max(0, life.values.indexOf(values.life))}
          onValue={(index) => onValues({ ...values, life: life.values[index] })}
        />
      )}
    </Stack>
  );
}

interface NumberSliderProps {
  readonly label: string;
  /** The value in words. */
  readonly shown: string;
  readonly range: { readonly min: number; readonly max: number; readonly step: number };
  readonly value: number;
  onValue(value: number): void;
}

function NumberSlider({ label, shown, range, value, onValue }: NumberSliderProps): ReactNode {
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" align="baseline" gap="sm" mb="xs">
        <Text>{label}</Text>
        <Text fz="xl" fw={700} className="kopilka-figures" style={{ whiteSpace: 'nowrap' }}>
          {shown}
        </Text>
      </Group>
      <Slider
        min={range.min}
        max={range.max}
        step={range.step}
        value={value}
        onChange={onValue}
        label={null}
        size="lg"
        thumbSize={28}
        thumbLabel={label}
        thumbProps={{ 'aria-valuetext': shown }}
      />
    </div>
  );
}
