/** How far the work is: rows done, how fast, how long it still takes. It is read out seldom, so that it does not talk all the time. */
import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import type { ImportProgress } from './imports.ts';
import { importPhrases } from './phrases.ts';

export interface ProgressCardProps {
  readonly title: string;
  readonly about: string;
  readonly progress: ImportProgress | null;
  readonly isMoving: boolean;
  readonly children?: ReactNode;
}

const SECONDS_PER_MINUTE = 60;

export function ProgressCard({ title, about, progress, isMoving, children }: ProgressCardProps): ReactNode {
  const t = usePhrases(importPhrases);
  const format = useFormat();
  const done = progress?.done ?? 0;
  const total = progress?.total ?? null;
  return (
    <Card title={title}>
      <Stack gap="md">
        <Progress
          value={total === null || total === 0 ? 100 : (done / total) * 100}
          size="lg"
          animated={isMoving}
          aria-label={title}
        />
        <Group gap="xs" className="kopilka-figures">
          {progress === null ? null : (
            <Text fz={26} fw={700} lh={1.25}>
              {total === null
                ? format.number(done)
                : t('run.progress', { done: format.number(done), total: format.number(total) })}
            </Text>
          )}
          {isMoving && progress !== null ? <Pace progress={progress} /> : null}
        </Group>
        <Text c="dimmed">{about}</Text>
        {children}
      </Stack>
    </Card>
  );
}

function Pace({ progress: { done, total, perSecond } }: { readonly progress: ImportProgress }): ReactNode {
  const t = usePhrases(importPhrases);
  if (perSecond === null || perSecond <= 0) return null;
  const minutes = total === null ? null : Math.round((total - done) / perSecond / SECONDS_PER_MINUTE);
  return (
    <Text c="dimmed" size="sm">
      {t('run.speed', { n: Math.round(perSecond) })}
      {minutes === null ? '' : ` · ${minutes === 0 ? t('run.soon') : t('run.left', { n: minutes })}`}
    </Text>
  );
}
