/** A closed door of the till: a page while there is nothing behind it, above the screens while there is. */
import { Button, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Api } from '../../data/api.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { LookSwitches } from '../../ui/look-switches.tsx';
import classes from './entrance.module.css';
import { PairingForm } from './pairing-form.tsx';
import { entrancePhrases } from './phrases.ts';
import { PinForm } from './pin-form.tsx';
import type { Cashier, OwnTill } from './session.ts';

export interface DoorProps {
  readonly door: 'pair' | 'instead' | 'pin';
  readonly till: OwnTill | undefined;
  readonly api: Api;
  readonly code: string | null;
  readonly isDisconnected: boolean;
  readonly lastId: string | null;
  paired(token: string): void;
  unlocked(token: string, cashier: Cashier): void;
  stay(): void;
}

export function DoorPage(props: DoorProps): ReactNode {
  const { door, till, stay } = props;
  const { title, about } = useWords(props, { isAbove: false });
  return (
    <main className={classes['page']}>
      <Paper withBorder radius="lg" p="xl" w="100%" maw={480}>
        <Stack gap="lg">
          <div>
            {till === undefined || door !== 'pin' ? null : (
              <Text c="dimmed" lineClamp={2}>
                {till.name} · {till.store.name}
              </Text>
            )}
            <Title order={1} size="h2">
              {title}
            </Title>
            {about === null ? null : <Text c="dimmed">{about}</Text>}
          </div>
          <Form {...props} />
          {door === 'instead' ? (
            <Button size="lg" variant="default" onClick={stay}>
              <Stay />
            </Button>
          ) : null}
          <LookSwitches justify="center" />
        </Stack>
      </Paper>
    </main>
  );
}

export function DoorAbove(props: DoorProps): ReactNode {
  const { title, about } = useWords(props, { isAbove: true });
  return (
    <Modal
      opened
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      centered
      size={480}
      title={
        <Title order={1} size="h3" component="span">
          {title}
        </Title>
      }
      overlayProps={{ blur: props.door === 'pin' ? 12 : 0 }}
    >
      <Stack gap="md">
        {about === null ? null : <Text c="dimmed">{about}</Text>}
        <Form {...props} />
      </Stack>
    </Modal>
  );
}

function useWords(
  { door, isDisconnected }: DoorProps,
  { isAbove }: { readonly isAbove: boolean },
): { readonly title: string; readonly about: string | null } {
  const t = usePhrases(entrancePhrases);
  if (door === 'pin') return { title: t('pin.title'), about: isAbove ? t('pin.kept') : null };
  if (door === 'instead') return { title: t('pair.title'), about: t('pair.instead') };
  if (isAbove) return { title: t('over.title'), about: t('over.about') };
  if (isDisconnected) return { title: t('over.title'), about: t('over.page') };
  return { title: t('pair.title'), about: t('pair.about') };
}

function Form({ door, till, api, code, lastId, paired, unlocked }: DoorProps): ReactNode {
  if (door !== 'pin') return <PairingForm code={code} isAtOnce={door === 'pair'} onPaired={paired} />;
  return <PinForm api={api} cashiers={till?.cashiers ?? []} lastId={lastId} onUnlocked={unlocked} />;
}

function Stay(): ReactNode {
  const t = usePhrases(entrancePhrases);
  return t('pair.stay');
}
