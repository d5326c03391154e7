/** The card on the home screen: by a button where the browser offers it, by words on an iPhone, where it does not. */
import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { useInstallPrompt } from '../install/install-prompt.ts';
import { morePhrases } from './phrases.ts';

export function InstallCard(): ReactNode {
  const t = usePhrases(morePhrases);
  const install = useInstallPrompt();
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  const isApple = /iPhone|iPad/u.test(navigator.userAgent);
  if (isInstalled || (install === null && !isApple)) return null;
  return (
    <Card title={t('install.title')}>
      <Stack gap="md">
        <Text>{install === null ? t('install.apple') : t('install.about')}</Text>
        {install === null ? null : (
          <Group>
            <Button size="md" variant="light" onClick={install}>
              {t('install.do')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
