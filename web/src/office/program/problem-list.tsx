/** What is wrong with the document, in the reader's language, each leading to its place. */
import { problemWords } from '@kopilka/engine';
import type { Problem } from '@kopilka/engine';
import { Alert, Stack, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { programPhrases } from './program-phrases.ts';

const SHOWN_MAX = 20;

export interface ProblemListProps {
  readonly problems: readonly Problem[];
  onGo(problem: Problem): void;
}

export function ProblemList({ problems, onGo }: ProblemListProps): ReactNode {
  const t = usePhrases(programPhrases);
  const { language } = useSpeech();
  if (problems.length === 0)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('text.fine')}
      </Text>
    );
  return (
    <Alert color="red" variant="light" radius="lg" title={t('text.problems', { n: problems.length })} role="status">
      <Stack gap="xs">
        {problems.slice(0, SHOWN_MAX).map((problem) => {
          const { message, hint } = problemWords(problem)[language];
          return (
            <UnstyledButton
              key={`${problem.line}:${problem.column} ${problem.message}`}
              onClick={() => onGo(problem)}
              fz="sm"
              c="inherit"
            >
              <b>{t('text.line', { line: problem.line })}</b> {message}
              {hint === '' ? null : <> — {hint}</>}
            </UnstyledButton>
          );
        })}
        <Text size="sm">{t('publish.problems')}</Text>
      </Stack>
    </Alert>
  );
}
