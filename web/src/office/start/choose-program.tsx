/** Ready programs as cards: what customers get, in one sentence, and for whom it is. A card is a button. */
import { SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import classes from './start.module.css';
import { startPhrases } from './start-phrases.ts';
import type { ReadyProgram } from './wish.ts';

export interface ChooseProgramProps {
  readonly name: string;
  readonly templates: readonly ReadyProgram[];
  onChosen(template: ReadyProgram): void;
}

export function ChooseProgram({ name, templates, onChosen }: ChooseProgramProps): ReactNode {
  const t = usePhrases(startPhrases);
  const { language } = useSpeech();
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} size="h3">
          {t('program.title')}
        </Title>
        <Text c="dimmed">{t('program.for', { name })}</Text>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {templates.map((template) => (
          <UnstyledButton key={template.id} className={classes['choice']} onClick={() => onChosen(template)}>
            <Text fw={650} fz="lg">
              {template.shops[language]}
            </Text>
            <Text mt="xs">{template.promise[language]}</Text>
            <Text mt="sm" size="sm" c="dimmed">
              {template.name[language] ?? template.name.ru ?? template.name.en}
              {' · '}
              {t('program.currency', { currency: template.currency })}
            </Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
