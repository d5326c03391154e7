/** One text: how it reads now, who has agreed, the versions before it, and changing it. */
import type { Schema } from '@kopilka/client';
import { Badge, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card, Figure } from '../../ui/page.tsx';
import { useStaff } from '../entrance/staff.ts';
import { EarlierVersions } from './earlier-versions.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { consentPhrases } from './phrases.ts';
import { TextForm } from './text-form.tsx';
import { hasDraft } from './use-text-draft.ts';

export type ConsentVersion = Schema<'CountedConsentText'>;

export interface TextCardProps {
  readonly current: ConsentVersion;
  /** Newest first. */
  readonly earlier: readonly ConsentVersion[];
  onPublished(): void;
}

export function TextCard({ current, earlier, onPublished }: TextCardProps): ReactNode {
  const t = usePhrases(consentPhrases);
  const format = useFormat();
  const { language } = useSpeech();
  const { organization } = useStaff();
  const draftKey = `${organization.id}.${current.kind}`;
  const [shown, setShown] = useState<'ru' | 'en'>(language);
  const [isChanging, setChanging] = useState(() => hasDraft(draftKey));
  const before = earlier.reduce((sum, { agreed }) => sum + agreed, 0);
  return (
    <Card>
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <Text component="h2" fz="lg" fw={650} m={0} dir="auto">
              {current.title[shown]}
            </Text>
            <Badge variant="light" color={current.required ? 'accent' : 'gray'}>
              {current.required ? t('required') : t('optional')}
            </Badge>
          </Group>
          <SegmentedControl
            aria-label={t('language')}
            value={shown}
            onChange={(value) => setShown(value === 'ru' ? 'ru' : 'en')}
            data={[
              { value: 'ru', label: 'Русский' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {t('version', { n: current.version, date: format.date(current.createdAt) })}
        </Text>
        <Group gap="xl" align="flex-start">
          <Figure label={t('agreed')} value={format.number(current.agreed)} />
          {current.required ? null : <Figure label={t('declined')} value={format.number(current.declined)} />}
          {earlier.length === 0 ? null : <Figure label={t('agreed-before')} value={format.number(before)} />}
        </Group>
        <Paragraphs text={current.text[shown]} />
        {isChanging ? (
          <TextForm
            draftKey={draftKey}
            current={current}
            agreed={current.agreed + before}
            onDone={() => setChanging(false)}
            onPublished={onPublished}
          />
        ) : (
          <div>
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('change')}
            </Button>
          </div>
        )}
        {earlier.length === 0 ? null : <EarlierVersions versions={earlier} language={shown} />}
      </Stack>
    </Card>
  );
}
