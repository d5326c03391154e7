/** The file on its way: how far it is, how it goes on after a cut, and which file to choose again when this page has it no more. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { isPassing, troubleOf } from '../../data/trouble.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { DropZone } from './drop-zone.tsx';
import { type Import, useRead } from './imports.ts';
import { importPhrases } from './phrases.ts';
import { type Sending, useSend, useSending } from './upload.ts';

const BYTES_PER_MEGABYTE = 1024 * 1024;

export function UploadStep({ one }: { readonly one: Import }): ReactNode {
  const sending = useSending(one.id);
  if (sending !== null) return <OnItsWay one={one} sending={sending} />;
  return one.received < one.bytes ? <ChooseAgain one={one} /> : <AllThere one={one} />;
}

function OnItsWay({ one, sending }: { readonly one: Import; readonly sending: Sending }): ReactNode {
  const t = usePhrases(importPhrases);
  const format = useFormat();
  const { file, bytes, isUnderWay, error } = sending;
  const megabytes = (count: number): string =>
    format.number(count / BYTES_PER_MEGABYTE, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const title = isUnderWay ? t('upload.title') : bytes < file.size ? t('upload.again.title') : t('upload.whole');
  return (
    <Card title={title}>
      <Stack gap="md">
        <Progress value={(bytes / file.size) * 100} size="lg" animated={isUnderWay} aria-label={title} />
        <Text className="kopilka-figures">
          {t('upload.progress', { sent: megabytes(bytes), total: megabytes(file.size) })}
        </Text>
        {isUnderWay ? (
          <Text size="sm" c="dimmed">
            {t('upload.stays')}
          </Text>
        ) : null}
        {error === null || isUnderWay ? null : <Cut one={one} file={file} error={error} />}
      </Stack>
    </Card>
  );
}

/** A cut passes; a file that the server refuses does not, and another one has to be brought. */
function Cut({
  one: { id },
  file,
  error,
}: {
  readonly one: Import;
  readonly file: File;
  readonly error: Error;
}): ReactNode {
  const t = usePhrases(importPhrases);
  const send = useSend();
  const trouble = troubleOf(error);
  return (
    <Stack gap="md">
      <Refusal trouble={trouble} />
      <Group>
        {isPassing(trouble) ? (
          <Button onClick={() => send({ importId: id, file })}>{t('upload.go-on')}</Button>
        ) : (
          <AnotherFile />
        )}
      </Group>
    </Stack>
  );
}

function AnotherFile(): ReactNode {
  const t = usePhrases(importPhrases);
  return <Button renderRoot={(props) => <Link to="/import" {...props} />}>{t('done.another')}</Button>;
}

/** The file has come whole, and this page did not see what was said of it. */
function AllThere({ one: { id } }: { readonly one: Import }): ReactNode {
  const t = usePhrases(importPhrases);
  const reading = useRead(id);
  return (
    <Card title={t('upload.whole')}>
      <Stack gap="md">
        <Text>{t('upload.all')}</Text>
        {reading.error === null ? null : <Refusal trouble={troubleOf(reading.error)} />}
        <Group>
          <Button loading={reading.isPending} onClick={() => reading.mutate({})}>
            {t('upload.read')}
          </Button>
          {reading.error === null ? null : <AnotherFile />}
        </Group>
      </Stack>
    </Card>
  );
}

function ChooseAgain({ one }: { readonly one: Import }): ReactNode {
  const t = usePhrases(importPhrases);
  const send = useSend();
  const [isOther, setOther] = useState(false);
  const { id, name, bytes } = one;
  return (
    <Card title={t('upload.again.title')}>
      <Stack gap="md">
        <Text>{t('upload.again.about', { name })}</Text>
        {isOther ? (
          <Text role="alert" c="var(--mantine-color-error)">
            {t('upload.other', { name })}
          </Text>
        ) : null}
        <DropZone
          choose={t('upload.choose')}
          isBusy={false}
          onFile={(file) => {
            const isSame = file.name.endsWith(name) && file.size === bytes;
            setOther(!isSame);
            if (isSame) send({ importId: id, file });
          }}
        />
      </Stack>
    </Card>
  );
}
