/** The versions before: from when, how many still stand by each, and word for word what it was. */
import { Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { consentPhrases } from './phrases.ts';
import type { ConsentVersion } from './text-card.tsx';

export interface EarlierVersionsProps {
  readonly versions: readonly ConsentVersion[];
  readonly language: 'ru' | 'en';
}

export function EarlierVersions({ versions, language }: EarlierVersionsProps): ReactNode {
  const t = usePhrases(consentPhrases);
  const [isShown, setShown] = useState(false);
  return (
    <div>
      <Button variant="transparent" px={0} aria-expanded={isShown} onClick={() => setShown((before) => !before)}>
        {t('earlier', { n: versions.length })}
      </Button>
      <Collapse expanded={isShown}>
        <Stack gap="lg" pt="xs">
          {versions.map((version) => (
            <Version key={version.version} version={version} language={language} />
          ))}
        </Stack>
      </Collapse>
    </div>
  );
}

function Version({
  version,
  language,
}: {
  readonly version: ConsentVersion;
  readonly language: 'ru' | 'en';
}): ReactNode {
  const t = usePhrases(consentPhrases);
  const format = useFormat();
  const [isRead, setRead] = useState(false);
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600}>{t('version', { n: version.version, date: format.date(version.createdAt) })}</Text>
          <Text size="sm" c="dimmed">
            {t('stand-by', { n: version.agreed })}
          </Text>
        </div>
        <Button variant="default" aria-expanded={isRead} onClick={() => setRead((before) => !before)}>
          {isRead ? t('hide') : t('read')}
        </Button>
      </Group>
      {isRead ? (
        <>
          <Text fw={600} dir="auto">
            {version.title[language]}
          </Text>
          <Paragraphs text={version.text[language]} />
        </>
      ) : null}
    </Stack>
  );
}
