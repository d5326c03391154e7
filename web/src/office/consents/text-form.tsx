/** The shop's own words, in both languages. Before they count it is said what that means, in numbers. */
import { Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { consentPhrases } from './phrases.ts';
import type { ConsentVersion } from './text-card.tsx';
import { type TextDraft, useTextDraft } from './use-text-draft.ts';

export interface TextFormProps {
  readonly draftKey: string;
  readonly current: ConsentVersion;
  /** Members who have agreed to it, in any version. */
  readonly agreed: number;
  onDone(): void;
  onPublished(): void;
}

const TITLE_CHARACTERS_MAX = 200;
const TEXT_CHARACTERS_MAX = 20_000;
const LANGUAGES = ['ru', 'en'] as const;

export function TextForm({ draftKey, current, agreed, onDone, onPublished }: TextFormProps): ReactNode {
  const t = usePhrases(consentPhrases);
  const { draft, change, drop } = useTextDraft(draftKey, current);
  const [asked, setAsked] = useState<'publish' | 'drop' | null>(null);
  const publishing = usePublishing(current.kind);
  const isChanged = LANGUAGES.some(
    (language) =>
      draft.title[language].trim() !== current.title[language] ||
      draft.text[language].trim() !== current.text[language],
  );
  const isWhole = LANGUAGES.every(
    (language) => draft.title[language].trim() !== '' && draft.text[language].trim() !== '',
  );
  const end = (): void => {
    drop();
    onDone();
  };
  const publish = (): void => {
    void publishing.run(draft).then(
      () => {
        end();
        onPublished();
      },
      (error: unknown) => {
        const trouble = troubleOf(error);
        if (trouble.type !== 'refused' || trouble.code !== 'consent_text_changed') return;
        // The newer one comes to stand above; the own words stay, and are made of it from now on.
        onPublished();
      },
    );
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (draft.base !== current.version) change({ ...draft, base: current.version });
    publishing.state.reset();
    setAsked('publish');
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          {LANGUAGES.map((language) => (
            <Fields key={language} language={language} draft={draft} onChange={change} />
          ))}
        </SimpleGrid>
        {isWhole ? null : <Text c="dimmed">{t('both')}</Text>}
        <Group gap="sm">
          <Button type="submit" disabled={!isChanged || !isWhole}>
            {t('publish')}
          </Button>
          <Button variant="subtle" onClick={() => (isChanged ? setAsked('drop') : end())}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
      <ConfirmWithConsequence
        opened={asked === 'publish'}
        title={t('publish.title', { n: current.version + 1 })}
        consequence={agreed === 0 ? t('publish.nobody') : t('publish.consequence', { n: agreed })}
        action={t('publish.action')}
        isHarmless
        isBusy={publishing.state.isPending}
        trouble={publishing.state.error === null ? null : troubleOf(publishing.state.error)}
        onConfirm={publish}
        onCancel={() => setAsked(null)}
      />
      <ConfirmWithConsequence
        opened={asked === 'drop'}
        title={t('drop.title')}
        consequence={t('drop.consequence')}
        action={t('drop.action')}
        onConfirm={end}
        onCancel={() => setAsked(null)}
      />
    </form>
  );
}

interface FieldsProps {
  readonly language: (typeof LANGUAGES)[number];
  readonly draft: TextDraft;
  onChange(draft: TextDraft): void;
}

function Fields({ language, draft, onChange }: FieldsProps): ReactNode {
  const t = usePhrases(consentPhrases);
  return (
    <Stack gap="sm">
      <TextInput
        label={language === 'ru' ? t('title.ru') : t('title.en')}
        lang={language}
        maxLength={TITLE_CHARACTERS_MAX}
        value={draft.title[language]}
        onChange={(event) => onChange({ ...draft, title: { ...draft.title, [language]: event.currentTarget.value } })}
      />
      <Textarea
        label={language === 'ru' ? t('text.ru') : t('text.en')}
        description={t('text.about')}
        lang={language}
        autosize
        minRows={8}
        maxRows={24}
        maxLength={TEXT_CHARACTERS_MAX}
        value={draft.text[language]}
        onChange={(event) => onChange({ ...draft, text: { ...draft.text, [language]: event.currentTarget.value } })}
      />
    </Stack>
  );
}

function usePublishing(kind: ConsentVersion['kind']) {
  const { client, answer } = useApi();
  return useCommand<TextDraft, unknown>(({ input: { title, text, base } }) =>
    answer(
      client.PUT('/v1/consents/{kind}', {
        params: { path: { kind } },
        body: { title: trimmed(title), text: trimmed(text), expectedVersion: base },
      }),
    ),
  );
}

function trimmed({ ru, en }: TextDraft['title']): TextDraft['title'] {
  return { ru: ru.trim(), en: en.trim() };
}
