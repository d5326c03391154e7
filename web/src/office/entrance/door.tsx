/** Where the sign-in stands: a page of its own, or above the screen of somebody whose session has ended in the middle of work. */
import { Center, Group, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { LookSwitches } from '../../ui/look-switches.tsx';
import { entrancePhrases } from './phrases.ts';
import { SignInForm } from './sign-in-form.tsx';

const PAGE_PX = 420;

export interface DoorPageProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
}

/** A page before the office: one sheet in the middle. */
export function DoorPage({ title, about, children }: DoorPageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Kopilka`;
  }, [title]);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack gap="md" w="100%" maw={PAGE_PX}>
        <Group gap="sm" px="xs">
          <img src="/assets/mark.svg" alt="" width={28} height={28} />
          <Text fw={650}>Kopilka</Text>
        </Group>
        <Paper withBorder radius="lg" p="xl">
          <Stack gap="lg">
            <div>
              <Title order={1} size="h2">
                {title}
              </Title>
              {about === undefined ? null : <Text c="dimmed">{about}</Text>}
            </div>
            {children}
          </Stack>
        </Paper>
        <LookSwitches />
      </Stack>
    </Center>
  );
}

export interface SignInDoorProps {
  onEntered(): Promise<void>;
}

export function SignInPage({ onEntered }: SignInDoorProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  return (
    <DoorPage title={t('title')}>
      <SignInForm onEntered={onEntered} />
    </DoorPage>
  );
}

/** The screen below stays as it is, with everything that was typed into it. */
export function SignInAgain({ onEntered }: SignInDoorProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      centered
      title={t('again')}
      overlayProps={{ blur: 6 }}
    >
      <Stack gap="md">
        <Text c="dimmed">{t('again-about')}</Text>
        <SignInForm onEntered={onEntered} />
      </Stack>
    </Modal>
  );
}
