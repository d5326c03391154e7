/** A new store, or a change of one. */
import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { storePhrases } from './phrases.ts';
import { type Store, useRefresh } from './store-data.ts';
import { storeIdOf } from './store-id.ts';
import classes from './stores.module.css';
import { ZoneSelect } from './zone-select.tsx';

export interface StoreFormProps {
  /** null for a new one. */
  readonly store: Store | null;
  readonly stores: readonly Store[];
  onClose(): void;
}

const NAME_MAX = 100;
const ADDRESS_MAX = 300;
const ID_MAX = 60;

export function StoreForm({ store, stores, onClose }: StoreFormProps): ReactNode {
  const t = usePhrases(storePhrases);
  const { client, answer } = useApi();
  const refresh = useRefresh();
  const [name, setName] = useState(store?.name ?? '');
  const [address, setAddress] = useState(store?.address ?? '');
  const [timeZone, setTimeZone] = useState<string | null>(store?.timeZone ?? null);
  const [knownId, setKnownId] = useState<string | null>(null);
  const taken = new Set(stores.map(({ id }) => id));
  const isTaken = knownId !== null && taken.has(knownId.trim());
  const save = useCommand(({ input: { id, ...body } }: { readonly input: { readonly id: string } & StoreBody }) =>
    answer(client.PUT('/v1/stores/{id}', { params: { path: { id } }, body })),
  );
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const id = store?.id ?? (knownId === null ? storeIdOf(name, taken) : knownId.trim());
    const where = address.trim();
    await save.run({ id, name: name.trim(), address: where === '' ? null : where, timeZone });
    refresh();
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={store === null ? t('store.new') : t('store.change')}>
      <form onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <Stack gap="md">
          <TextInput
            label={t('store.name')}
            placeholder={t('store.name-example')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={NAME_MAX}
            required
            data-autofocus
          />
          <TextInput
            label={t('store.address')}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            maxLength={ADDRESS_MAX}
          />
          <ZoneSelect value={timeZone} onChange={setTimeZone} />
          {store === null ? (
            <>
              <Switch
                label={t('store.known')}
                checked={knownId !== null}
                onChange={(event) => setKnownId(event.currentTarget.checked ? '' : null)}
              />
              {knownId === null ? null : (
                <TextInput
                  label={t('store.id')}
                  description={t('store.id-about')}
                  value={knownId}
                  onChange={(event) => setKnownId(event.currentTarget.value)}
                  error={isTaken ? t('store.id-taken') : null}
                  maxLength={ID_MAX}
                  required
                />
              )}
            </>
          ) : (
            <Text size="sm" c="dimmed" className={classes['words']}>
              {t('store.id-is', { id: store.id })}
            </Text>
          )}
          {save.state.error === null ? null : <Refusal trouble={troubleOf(save.state.error)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button
              type="submit"
              loading={save.state.isPending}
              disabled={name.trim() === '' || isTaken || knownId?.trim() === ''}
            >
              {store === null ? t('form.add') : t('form.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface StoreBody {
  readonly name: string;
  readonly address: string | null;
  readonly timeZone: string | null;
}
