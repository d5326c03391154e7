/** The import at work: how far it is, stopping it, going on. */
import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { type Import, useStart, useStop } from './imports.ts';
import { importPhrases } from './phrases.ts';
import { ProgressCard } from './progress-card.tsx';

export function RunStep({ one }: { readonly one: Import }): ReactNode {
  const t = usePhrases(importPhrases);
  const starting = useStart(one.id);
  const stopping = useStop(one.id);
  const error = starting.error ?? stopping.error;
  const isStopped = one.state === 'stopped';
  const about = isStopped ? t('run.stopped.about') : one.state === 'stopping' ? t('run.stopping') : t('run.about');
  return (
    <ProgressCard
      title={isStopped ? t('run.stopped') : t('run.title')}
      about={about}
      progress={one.progress}
      isMoving={!isStopped}
    >
      {error === null ? null : <Refusal trouble={troubleOf(error)} />}
      <Group>
        {isStopped ? (
          <Button size="md" loading={starting.isPending} onClick={() => starting.mutate()}>
            {t('run.go-on')}
          </Button>
        ) : (
          <Button
            size="md"
            variant="default"
            loading={stopping.isPending || one.state === 'stopping'}
            onClick={() => stopping.mutate()}
          >
            {t('run.stop')}
          </Button>
        )}
      </Group>
    </ProgressCard>
  );
}
