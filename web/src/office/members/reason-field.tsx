/** Why somebody changes what a member has: it is asked for each time, and stays in the history. */
import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { deedPhrases } from './deed-phrases.ts';

const REASON_MAX = 500;

export interface ReasonFieldProps {
  readonly reason: string;
  onType(reason: string): void;
}

export function ReasonField({ reason, onType }: ReasonFieldProps): ReactNode {
  const t = usePhrases(deedPhrases);
  return (
    <Textarea
      label={t('reason')}
      description={t('reason.about')}
      required
      autosize
      minRows={2}
      maxLength={REASON_MAX}
      dir="auto"
      value={reason}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
