/** The one way to show that something did not work: what, why, what to do. The words of a refusal come with the server's answer. */
import { Alert, Button, List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { isPassing, type Trouble } from '../data/trouble.ts';
import type { Language } from '../i18n/define-phrases.ts';
import { usePhrases, useSpeech } from '../i18n/language.tsx';
import { uiPhrases } from './phrases.ts';

export interface RefusalProps {
  readonly trouble: Trouble;
  /** Offered when the same may work a moment later. */
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
}

const MISTAKES_SHOWN = 20;

export function Refusal({ trouble, onRetry, isRetrying = false }: RefusalProps): ReactNode {
  const t = usePhrases(uiPhrases);
  const { language } = useSpeech();
  const { title, advice } = wordsOf(trouble, language, t);
  const refused = trouble.type === 'refused' ? trouble : null;
  const canRetry = onRetry !== undefined && (isPassing(trouble) || trouble.type === 'unreadable');
  return (
    <Alert color={isPassing(trouble) ? 'yellow' : 'red'} variant="light" title={title} role="alert" radius="lg">
      <Stack gap="xs" align="flex-start">
        {advice === '' ? null : <Text size="sm">{advice}</Text>}
        {refused === null || refused.mistakes.length === 0 ? null : (
          <List size="sm" spacing={4}>
            {refused.mistakes.slice(0, MISTAKES_SHOWN).map((mistake) => (
              <List.Item key={`${mistake.path} ${mistake.message.en}`}>
                {mistake.path === '' ? null : <b>{mistake.path}: </b>}
                {mistake.message[language]}
              </List.Item>
            ))}
          </List>
        )}
        {/* Some advice says it by itself. */}
        {refused === null ||
        refused.retryAfterSeconds === null ||
        advice.includes(String(refused.retryAfterSeconds)) ? null : (
          <Text size="sm">{t('refusal.again-in', { n: refused.retryAfterSeconds })}</Text>
        )}
        {refused === null || refused.requestId === null ? null : (
          <Text size="xs">{t('refusal.number', { id: refused.requestId })}</Text>
        )}
        {canRetry ? (
          <Button size="sm" variant="default" loading={isRetrying} onClick={onRetry}>
            {t('refusal.retry')}
          </Button>
        ) : null}
      </Stack>
    </Alert>
  );
}

function wordsOf(
  trouble: Trouble,
  language: Language,
  t: ReturnType<typeof usePhrases<typeof uiPhrases.en>>,
): { readonly title: string; readonly advice: string } {
  switch (trouble.type) {
    case 'refused':
      return { title: trouble.title[language], advice: trouble.advice[language] };
    case 'unreachable':
      return { title: t('refusal.unreachable.title'), advice: t('refusal.unreachable.advice') };
    case 'unreadable':
      return { title: t('refusal.unreadable.title'), advice: t('refusal.unreadable.advice') };
    case 'ours':
      return { title: t('refusal.ours.title'), advice: t('refusal.ours.advice') };
  }
}
