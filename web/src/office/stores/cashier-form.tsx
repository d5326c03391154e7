/** Somebody new at the tills, or a PIN for somebody who is there: of the staff only the PIN can be said here. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { newId } from '../../data/new-id.ts';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { storePhrases } from './phrases.ts';
import { type Cashier, useRefresh } from './store-data.ts';

export interface CashierFormProps {
  /** null for somebody new. */
  readonly cashier: Cashier | null;
  onClose(): void;
}

const NAME_MAX = 100;
const DIGITS_MIN = 4;
const DIGITS_MAX = 8;

interface CashierBody {
  readonly name?: string;
  readonly pin?: string;
}

export function CashierForm({ cashier, onClose }: CashierFormProps): ReactNode {
  const t = usePhrases(storePhrases);
  const { client, done } = useApi();
  const refresh = useRefresh();
  // Chosen once: however often it is sent, it is one cashier.
  const [id] = useState(() => cashier?.id ?? newId());
  const [name, setName] = useState(cashier?.name ?? '');
  const [pin, setPin] = useState('');
  const hasName = cashier?.isStaff !== true;
  const mayKeep = cashier?.hasPin === true && hasName;
  const isPinRight = pin === '' ? mayKeep : pin.length >= DIGITS_MIN;
  const save = useCommand(({ input }: { readonly input: CashierBody }) =>
    done(client.PUT('/v1/cashiers/{id}', { params: { path: { id } }, body: input })),
  );
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    await save.run({ ...(hasName ? { name: name.trim() } : {}), ...(pin === '' ? {} : { pin }) });
    refresh();
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={cashier === null ? t('cashier.new') : t('cashier.of', { name: cashier.name })}>
      <form onSubmit={(event) => void submit(event).catch(() => undefined)} autoComplete="off">
        <Stack gap="md">
          {cashier === null ? <Text c="dimmed">{t('cashier.new-about')}</Text> : null}
          {hasName ? (
            <TextInput
              label={t('cashier.name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={NAME_MAX}
              required
              data-autofocus
            />
          ) : null}
          <PasswordField
            label={t('cashier.pin')}
            description={mayKeep ? `${t('cashier.pin-same')} ${t('cashier.pin-about')}` : t('cashier.pin-about')}
            value={pin}
            onChange={(event) => setPin(event.currentTarget.value.replaceAll(/\D/gu, '').slice(0, DIGITS_MAX))}
            inputMode="numeric"
            autoComplete="new-password"
            required={!mayKeep}
            {...(hasName ? {} : { 'data-autofocus': true })}
          />
          {cashier?.hasPin === true && pin !== '' ? <Text size="sm">{t('cashier.changed')}</Text> : null}
          {save.state.error === null ? null : <Refusal trouble={troubleOf(save.state.error)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button
              type="submit"
              loading={save.state.isPending}
              disabled={!isPinRight || (hasName && name.trim() === '')}
            >
              {cashier === null ? t('form.add') : t('form.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
