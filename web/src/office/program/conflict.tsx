/** Somebody else published a newer version: said in words, with both texts at hand. Nothing of one's own is lost by any of the ways out. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { DiffView } from './diff-view.tsx';
import { programPhrases } from './program-phrases.ts';
import type { Published } from './use-draft.ts';

export interface ConflictProps {
  readonly newest: Published;
  readonly source: string;
  onKeepMine(): void;
  onTakeTheirs(): void;
}

export function Conflict({ newest, source, onKeepMine, onTakeTheirs }: ConflictProps): ReactNode {
  const t = usePhrases(programPhrases);
  const [isShown, setShown] = useState(false);
  const { version } = newest;
  return (
    <Alert color="yellow" variant="light" radius="lg" role="alert" title={t('conflict.title', { version })}>
      <Stack gap="sm">
        <Text size="sm">{t('conflict.about')}</Text>
        <Group gap="sm">
          <Button variant="default" size="sm" onClick={() => setShown(!isShown)} aria-expanded={isShown}>
            {t('conflict.look')}
          </Button>
          <Button size="sm" onClick={onKeepMine}>
            {t('conflict.mine', { version })}
          </Button>
          <Button variant="default" size="sm" onClick={onTakeTheirs}>
            {t('conflict.theirs', { version })}
          </Button>
        </Group>
        {isShown ? <DiffView before={newest.source} after={source} label={t('conflict.diff', { version })} /> : null}
      </Stack>
    </Alert>
  );
}
