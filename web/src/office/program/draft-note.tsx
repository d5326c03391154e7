/** A draft from an earlier visit says so; any draft can be given up, having heard what goes with it. */
import { Alert, Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { differencesOf } from './differences.ts';
import { programPhrases } from './program-phrases.ts';
import type { DraftHold, Published } from './use-draft.ts';

export function DraftNote({ hold, newest }: { readonly hold: DraftHold; readonly newest: Published }): ReactNode {
  const t = usePhrases(programPhrases);
  const format = useFormat();
  const { language } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const { draft, isRestored } = hold;
  if (draft.changedAtMs === null || draft.source === newest.source) return null;
  const count = isAsking ? (differencesOf(newest.source, draft.source, language)?.length ?? 0) : 0;
  const drop = (
    <Button variant="default" size="sm" onClick={() => setAsking(true)}>
      {t('draft.drop')}
    </Button>
  );
  return (
    <>
      {isRestored ? (
        <Alert
          color="yellow"
          variant="light"
          radius="lg"
          title={t('draft.restored', { date: format.dateTime(new Date(draft.changedAtMs).toISOString()) })}
        >
          <Stack gap="sm" align="flex-start">
            <Text size="sm">{t('draft.restored-about')}</Text>
            {drop}
          </Stack>
        </Alert>
      ) : (
        <div>{drop}</div>
      )}
      <ConfirmWithConsequence
        opened={isAsking}
        title={t('draft.drop-title')}
        consequence={count === 0 ? t('draft.drop-text') : t('draft.drop-about', { n: count })}
        action={t('draft.drop')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          hold.reset(newest);
        }}
      />
    </>
  );
}
