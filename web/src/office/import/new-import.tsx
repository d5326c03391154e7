/** What is brought, and the file of it. As soon as a file is chosen it is on its way. */
import { Button, Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { DropZone } from './drop-zone.tsx';
import classes from './import.module.css';
import { type ImportKind, useCreateImport } from './imports.ts';
import { importListPhrases } from './list-phrases.ts';
import { sampleFile } from './sample-file.ts';
import { useSend } from './upload.ts';

const KINDS: readonly ImportKind[] = ['members', 'receipts'];
/** What the server takes; the end of a name says more than its beginning. */
const NAME_CHARACTERS_MAX = 200;

export function NewImport(): ReactNode {
  const t = usePhrases(importListPhrases);
  const navigate = useNavigate();
  const creating = useCreateImport();
  const send = useSend();
  const [kind, setKind] = useState<ImportKind>('members');
  // So that trying again after a cut begins the same import with the same file.
  const [chosen, setChosen] = useState<File | null>(null);
  const begin = async (file: File): Promise<void> => {
    setChosen(file);
    const { id } = await creating.run({ kind, name: file.name.slice(-NAME_CHARACTERS_MAX), bytes: file.size });
    send({ importId: id, file });
    await navigate({ to: '/import/$id', params: { id } });
  };
  // What went wrong stands in the command's state.
  const take = (file: File): void => void begin(file).catch(() => undefined);
  const { error, isPending } = creating.state;
  return (
    <Card title={t('new.title')}>
      <Stack gap="lg">
        <Kinds kind={kind} onKind={setKind} />
        {error === null || chosen === null ? null : (
          <Refusal trouble={troubleOf(error)} isRetrying={isPending} onRetry={() => take(chosen)} />
        )}
        <DropZone choose={t('drop.choose')} isBusy={isPending} beside={<Sample kind={kind} />} onFile={take} />
      </Stack>
    </Card>
  );
}

interface KindsProps {
  readonly kind: ImportKind;
  onKind(kind: ImportKind): void;
}

function Kinds({ kind, onKind }: KindsProps): ReactNode {
  const t = usePhrases(importListPhrases);
  const choose = (value: string): void => {
    const found = KINDS.find((each) => each === value);
    if (found !== undefined) onKind(found);
  };
  return (
    <Radio.Group value={kind} onChange={choose} aria-label={t('new.title')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Kind kind="members" title={t('members')} about={t('members.about')} />
        <Kind kind="receipts" title={t('receipts')} about={t('receipts.about')} />
      </SimpleGrid>
    </Radio.Group>
  );
}

function Sample({ kind }: { readonly kind: ImportKind }): ReactNode {
  const t = usePhrases(importListPhrases);
  const { language } = useSpeech();
  const name = kind === 'members' ? t('sample.members') : t('sample.receipts');
  return (
    <Button size="md" variant="default" onClick={() => saveFile(sampleFile(kind, language), name)}>
      {t('sample.button')}
    </Button>
  );
}

function Kind({
  kind,
  title,
  about,
}: {
  readonly kind: ImportKind;
  readonly title: string;
  readonly about: string;
}): ReactNode {
  return (
    <Radio.Card value={kind} p="md" radius="lg" className={classes['kind'] ?? ''}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Radio.Indicator mt={3} />
        <div>
          <Text fw={650}>{title}</Text>
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        </div>
      </Group>
    </Radio.Card>
  );
}
