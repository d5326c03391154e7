/** One letter: to whom, how it stands, and what is in it where it may be read. */
import { Badge, Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Schema } from '@kopilka/client';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Row } from '../../ui/rows.tsx';
import { letterPhrases } from './phrases.ts';

const LINK = /https?:\/\/\S+/u;

export interface LetterRowProps {
  readonly letter: Schema<'Letter'>;
}

export function LetterRow({ letter }: LetterRowProps): ReactNode {
  const t = usePhrases(letterPhrases);
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { to, subject, text, createdAt, failure } = letter;
  const canRead = text !== null && Date.parse(letter.expiresAt) > Date.now();
  return (
    <Row
      title={subject}
      about={
        <>
          {t('to-on', { to, when: format.dateTime(createdAt) })}
          {failure === null ? null : <Text size="sm">{t('failure-was', { failure })}</Text>}
        </>
      }
      marks={<LetterState letter={letter} />}
      actions={
        canRead ? (
          <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t('hide') : t('show')}
          </Button>
        ) : null
      }
    >
      {canRead && isOpen ? <LetterText to={to} text={text} /> : null}
    </Row>
  );
}

function LetterText({ to, text }: { readonly to: string; readonly text: string }): ReactNode {
  const t = usePhrases(letterPhrases);
  const link = LINK.exec(text)?.[0];
  return (
    <Stack gap="md" pb="sm">
      {link === undefined ? null : <CopyText label={t('link')} description={t('link-about', { to })} value={link} />}
      <CopyText label={t('text')} value={text} />
    </Stack>
  );
}

function LetterState({ letter }: LetterRowProps): ReactNode {
  const t = usePhrases(letterPhrases);
  const format = useFormat();
  const { sentAt, failure, expiresAt, text } = letter;
  if (sentAt !== null) return <Badge>{t('state.sent', { when: format.dateTime(sentAt) })}</Badge>;
  if (Date.parse(expiresAt) <= Date.now()) return <Badge color="gray">{t('state.over')}</Badge>;
  if (failure !== null) return <Badge color="red">{t('state.failed')}</Badge>;
  // What a server of its own sends is nobody's to read here.
  return text === null ? (
    <Badge color="gray">{t('state.queued')}</Badge>
  ) : (
    <Badge color="yellow">{t('state.waiting')}</Badge>
  );
}
