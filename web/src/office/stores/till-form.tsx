/** A new till, or a change of one. */
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { newId } from '../../data/new-id.ts';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { storePhrases } from './phrases.ts';
import { type Store, type Till, useRefresh } from './store-data.ts';

export interface TillFormProps {
  /** null for a new one. */
  readonly till: Till | null;
  readonly store: Store;
  readonly stores: readonly Store[];
  /** How many tills the store has or had. */
  readonly count: number;
  onSaved(till: Till): void;
  onClose(): void;
}

const NAME_MAX = 100;

export function TillForm({ till, store, stores, count, onSaved, onClose }: TillFormProps): ReactNode {
  const t = usePhrases(storePhrases);
  const { client, answer } = useApi();
  const refresh = useRefresh();
  // Chosen once: however often it is sent, it is one till.
  const [id] = useState(() => till?.id ?? newId());
  const [name, setName] = useState(() => till?.name ?? t('till.default-name', { n: count + 1 }));
  const [storeId, setStoreId] = useState(store.id);
  const save = useCommand(({ input }: { readonly input: { readonly name: string; readonly storeId: string } }) =>
    answer(client.PUT('/v1/tills/{id}', { params: { path: { id } }, body: input })),
  );
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const saved = await save.run({ name: name.trim(), storeId });
    refresh();
    onSaved(saved);
  };
  return (
    <Dialog onClose={onClose} title={till === null ? t('till.new') : t('till.change')}>
      <form onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <Stack gap="md">
          <TextInput
            label={t('till.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={NAME_MAX}
            required
            data-autofocus
          />
          {stores.length < 2 ? null : (
            <Select
              label={t('till.store')}
              data={stores.map((one) => ({ value: one.id, label: one.name }))}
              value={storeId}
              onChange={(value) => setStoreId(value ?? store.id)}
              allowDeselect={false}
            />
          )}
          {save.state.error === null ? null : <Refusal trouble={troubleOf(save.state.error)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={save.state.isPending} disabled={name.trim() === ''}>
              {till === null ? t('form.add') : t('form.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
