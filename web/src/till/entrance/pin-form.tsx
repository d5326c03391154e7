/** Who is at the till: a name, then a PIN by the keys on the screen or by the keyboard. Where there is one name it is chosen already. */
import { Button, Stack } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import type { Api } from '../../data/api.ts';
import { type Trouble, troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import classes from './entrance.module.css';
import { entrancePhrases } from './phrases.ts';
import type { Cashier } from './session.ts';

export interface PinFormProps {
  readonly api: Api;
  readonly cashiers: readonly Cashier[];
  /** Who was here last on this device. */
  readonly lastId: string | null;
  onUnlocked(token: string, cashier: Cashier): void;
}

const DIGITS_MIN = 4;
const DIGITS_MAX = 8;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function PinForm({ api, cashiers, lastId, onUnlocked }: PinFormProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [only, another] = cashiers;
  const chosen = another === undefined ? only : cashiers.find(({ id }) => id === chosenId);
  if (chosen === undefined) {
    const [last, ...others] = [...cashiers].toSorted((a, b) => Number(b.id === lastId) - Number(a.id === lastId));
    const listed = last === undefined ? [] : [last, ...others];
    return (
      <div className={classes['names']}>
        {listed.map(({ id, name }, index) => (
          <Button
            key={id}
            size="xl"
            variant="default"
            className={classes['name'] ?? ''}
            styles={{ label: { whiteSpace: 'normal', lineHeight: 1.3 } }}
            onClick={() => setChosenId(id)}
            {...(index === 0 ? { 'data-autofocus': true, autoFocus: true } : {})}
          >
            {name}
          </Button>
        ))}
      </div>
    );
  }
  return (
    <Stack gap="md">
      <Pin key={chosen.id} api={api} cashier={chosen} onUnlocked={onUnlocked} />
      {another === undefined ? null : (
        <Button size="lg" variant="subtle" onClick={() => setChosenId(null)}>
          {t('pin.another')}
        </Button>
      )}
    </Stack>
  );
}

interface PinProps extends Pick<PinFormProps, 'api' | 'onUnlocked'> {
  readonly cashier: Cashier;
}

function Pin({ api, cashier, onUnlocked }: PinProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  const field = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const type = (next: string): void => {
    setPin(next.replaceAll(/\D/gu, '').slice(0, DIGITS_MAX));
    setTrouble(null);
  };
  const enter = async (): Promise<void> => {
    if (pin.length < DIGITS_MIN || isBusy) return;
    setBusy(true);
    try {
      const body = { personId: cashier.id, pin };
      const { token, cashier: known } = await api.answer(api.client.POST('/v1/till/cashier', { body }));
      onUnlocked(token, known);
    } catch (error) {
      setTrouble(troubleOf(error));
      setPin('');
      field.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void enter();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PasswordField
          ref={field}
          size="xl"
          label={t('pin.of', { name: cashier.name })}
          description={t('pin.about')}
          classNames={{ innerInput: classes['pin'] ?? '' }}
          value={pin}
          onChange={(event) => type(event.currentTarget.value)}
          // The keys are on the screen already; a keyboard of glass would cover them.
          inputMode="none"
          autoComplete="off"
          visibilityToggleButtonProps={{ size: 48 }}
          data-autofocus
          autoFocus
        />
        {trouble === null ? null : <Refusal trouble={trouble} />}
        {/* The field keeps the focus, so that Enter enters whatever was pressed. */}
        <div
          className={classes['keys']}
          role="group"
          aria-label={t('pin.keys')}
          onMouseDown={(event) => event.preventDefault()}
        >
          {KEYS.map((digit) => (
            <Button key={digit} variant="default" className={classes['key'] ?? ''} onClick={() => type(pin + digit)}>
              {digit}
            </Button>
          ))}
          <span />
          <Button variant="default" className={classes['key'] ?? ''} onClick={() => type(`${pin}0`)}>
            0
          </Button>
          <Button
            variant="default"
            className={classes['key'] ?? ''}
            aria-label={t('pin.erase')}
            onClick={() => type(pin.slice(0, -1))}
          >
            ⌫
          </Button>
        </div>
        <Button type="submit" size="xl" loading={isBusy} disabled={pin.length < DIGITS_MIN}>
          {t('pin.enter')}
        </Button>
      </Stack>
    </form>
  );
}
