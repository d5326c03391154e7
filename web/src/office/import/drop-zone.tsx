/** Where a file is dropped or chosen; by keyboard it is the button. */
import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import classes from './import.module.css';
import { importListPhrases } from './list-phrases.ts';

export interface DropZoneProps {
  /** On the button. */
  readonly choose: string;
  readonly isBusy: boolean;
  /** Another button, beside it. */
  readonly beside?: ReactNode;
  onFile(file: File): void;
}

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.gz';

export function DropZone({ choose, isBusy, beside, onFile }: DropZoneProps): ReactNode {
  const t = usePhrases(importListPhrases);
  const [isOver, setOver] = useState(false);
  const [tooMany, setTooMany] = useState(0);
  // So that the same file can be chosen again after it was mended.
  const reset = useRef<() => void>(null);
  const take = (files: readonly File[]): void => {
    const [file] = files;
    setTooMany(files.length > 1 ? files.length : 0);
    if (file !== undefined && files.length === 1 && !isBusy) onFile(file);
    reset.current?.();
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      role="group"
      aria-label={t('drop.label')}
      className={classes['drop']}
      data-over={isOver}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
    >
      <Stack align="center" gap="sm" ta="center">
        <Text fw={650}>{t('drop.title')}</Text>
        <Text size="sm" c="dimmed">
          {t('drop.about')}
        </Text>
        <Group justify="center" gap="sm" mt="xs">
          <FileButton resetRef={reset} accept={ACCEPTED} onChange={(file) => take(file === null ? [] : [file])}>
            {(props) => (
              <Button {...props} size="md" loading={isBusy}>
                {choose}
              </Button>
            )}
          </FileButton>
          {beside}
        </Group>
        {tooMany === 0 ? null : (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('drop.one', { n: tooMany })}
          </Text>
        )}
      </Stack>
    </div>
  );
}
