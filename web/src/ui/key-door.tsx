/** Entering with an API key: asks for it, tries it, and says why when it is not taken. */
import { Button, Modal, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { createApi } from '../data/api.ts';
import { type Trouble, troubleOf } from '../data/trouble.ts';
import { usePhrases } from '../i18n/language.tsx';
import { doorPhrases } from './door-phrases.ts';
import { LookSwitches } from './look-switches.tsx';
import { Refusal } from './refusal.tsx';

export interface KeyDoorProps {
  onEnter(key: string): void;
}

export function KeyDoor({ onEnter }: KeyDoorProps): ReactNode {
  const t = usePhrases(doorPhrases);
  const [key, setKey] = useState('');
  const [isTrying, setTrying] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const enter = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setTrying(true);
    setTrouble(null);
    try {
      const api = createApi({ key: key.trim(), onSessionEnded: () => undefined });
      await api.answer(api.client.GET('/v1/organization'));
      onEnter(key.trim());
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setTrying(false);
    }
  };

  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      centered
      title={
        <Title order={1} size="h3" component="span">
          {t('door.title')}
        </Title>
      }
      overlayProps={{ blur: 6 }}
    >
      <form onSubmit={(event) => void enter(event)}>
        <Stack gap="md">
          <Text c="dimmed" size="sm">
            {t('door.about')}
          </Text>
          <PasswordInput
            size="md"
            label={t('door.key')}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            autoComplete="off"
            placeholder="kp_…"
            required
            data-autofocus
          />
          {trouble === null ? null : <Refusal trouble={trouble} />}
          <Button type="submit" size="md" loading={isTrying} disabled={key.trim() === ''}>
            {t('door.enter')}
          </Button>
          <LookSwitches />
        </Stack>
      </form>
    </Modal>
  );
}
