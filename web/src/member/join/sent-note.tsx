/** What there is to know about a code that was sent: that it waits in the shop's outbox, and when another can be asked for. */
import { Alert, Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import type { SentCode } from './contact-step.tsx';
import { joinPhrases } from './phrases.ts';
import { useCountdown } from './use-countdown.ts';

export function OutboxNote({ sent }: { readonly sent: SentCode }): ReactNode {
  const t = usePhrases(joinPhrases);
  if (sent.delivery === 'sent') return null;
  return (
    <Alert color="yellow" radius="lg" title={t('code.outbox.title')}>
      {t('code.outbox.advice')}
    </Alert>
  );
}

export interface SendAgainProps {
  readonly sent: SentCode;
  readonly isBusy: boolean;
  onAgain(): void;
}

export function SendAgain({ sent, isBusy, onAgain }: SendAgainProps): ReactNode {
  const t = usePhrases(joinPhrases);
  const left = useCountdown(sent.againAt);
  if (left > 0)
    return (
      <Text c="dimmed" className="kopilka-figures" py="xs">
        {t('code.again-in', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}
      </Text>
    );
  return (
    <Anchor component="button" type="button" py="xs" disabled={isBusy} onClick={onAgain}>
      {t('code.again')}
    </Anchor>
  );
}
