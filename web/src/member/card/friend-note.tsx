/** What became of the code of a friend, told once to whoever has just joined with it. */
import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { troubleFrom } from '../../data/trouble.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import type { SignedIn } from '../card-types.ts';
import { memberPhrases } from '../phrases.ts';

export interface FriendNoteProps {
  readonly friend: NonNullable<SignedIn['friend']>;
  onClose(): void;
}

export function FriendNote({ friend: { status, problem }, onClose }: FriendNoteProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const { language } = useSpeech();
  const trouble = problem === null ? null : troubleFrom(problem.status, problem, null);
  const why = trouble?.type === 'refused' ? trouble.advice[language] : '';
  const words = {
    counted: { title: t('friend.counted.title'), text: t('friend.counted.text') },
    review: { title: t('friend.review.title'), text: t('friend.review.text') },
    refused: { title: t('friend.refused.title'), text: why },
  }[status];
  return (
    <Alert
      color={status === 'refused' ? 'yellow' : 'accent'}
      variant="light"
      radius="lg"
      role="status"
      title={words.title}
      withCloseButton
      closeButtonLabel={t('friend.close')}
      onClose={onClose}
    >
      <Text size="sm">{words.text}</Text>
    </Alert>
  );
}
