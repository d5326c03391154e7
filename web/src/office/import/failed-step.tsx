/** Why the work could not go on, in the server's words, and the way on once that is mended. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { type Import, useStart } from './imports.ts';
import { importPhrases } from './phrases.ts';

export interface FailedStepProps {
  readonly one: Import;
  onColumns(): void;
}

export function FailedStep({ one, onColumns }: FailedStepProps): ReactNode {
  const t = usePhrases(importPhrases);
  const { language } = useSpeech();
  const starting = useStart(one.id);
  const { failure, startedAt, hasFile, file } = one;
  if (failure === null) return null;
  return (
    <Card title={failure.title[language]}>
      <Stack gap="md">
        <Text role="alert">{failure.detail[language]}</Text>
        {startedAt === null ? null : <Text>{t('run.stopped.about')}</Text>}
        {starting.error === null ? null : <Refusal trouble={troubleOf(starting.error)} />}
        <Group>
          {hasFile && startedAt !== null ? (
            <Button size="md" loading={starting.isPending} onClick={() => starting.mutate()}>
              {t('run.go-on')}
            </Button>
          ) : null}
          {hasFile && startedAt === null && file !== null ? (
            <Button size="md" onClick={onColumns}>
              {t('check.back')}
            </Button>
          ) : null}
          <Button size="md" variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
            {t('done.another')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
