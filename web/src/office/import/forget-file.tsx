/** The file holds people's data: when it is no longer needed it is erased, after it was said what stays. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { type Import, type ImportState, useForget } from './imports.ts';
import { importPhrases } from './phrases.ts';

const AT_WORK: ReadonlySet<ImportState> = new Set(['checking', 'running', 'stopping']);

export interface ForgetFileProps {
  readonly one: Import;
  onForgotten(): void;
}

export function ForgetFile({ one, onForgotten }: ForgetFileProps): ReactNode {
  const t = usePhrases(importPhrases);
  const forgetting = useForget(one.id);
  const [isAsking, setAsking] = useState(false);
  if (AT_WORK.has(one.state)) return null;
  return (
    <>
      <Button
        variant="light"
        color="red"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => {
          forgetting.reset();
          setAsking(true);
        }}
      >
        {t('forget.button')}
      </Button>
      <ConfirmWithConsequence
        opened={isAsking}
        title={t('forget.title', { name: one.name })}
        consequence={consequenceOf(one)}
        action={t('forget.button')}
        isBusy={forgetting.isPending}
        trouble={forgetting.error === null ? null : troubleOf(forgetting.error)}
        onConfirm={() => forgetting.mutate(undefined, { onSuccess: onForgotten })}
        onCancel={() => setAsking(false)}
      />
    </>
  );

  function consequenceOf({ state, startedAt }: Import): string {
    if (state === 'done') return t('forget.after');
    return startedAt === null ? t('forget.before') : t('forget.partly');
  }
}
