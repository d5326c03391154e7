/** Units given or taken by hand. What the balance will be is said before. */
import { NumberInput, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { deedPhrases } from './deed-phrases.ts';
import { Dialog } from './dialog.tsx';
import type { MemberAccount } from './member-data.ts';
import { type OfficeProgram, unitsText, walletOf } from './programs.ts';
import { ReasonField } from './reason-field.tsx';

export interface AccountDialogProps {
  readonly account: MemberAccount;
  readonly program: OfficeProgram | undefined;
  onDone(words: string): void;
  onClose(): void;
}

const UNITS_MAX = 1_000_000_000;

export function CorrectDialog({ account, program, onDone, onClose }: AccountDialogProps): ReactNode {
  const t = usePhrases(deedPhrases);
  const format = useFormat();
  const { client, answer } = useApi();
  const wallets = program?.wallets.filter(({ id }) => !id.startsWith('coupon:')) ?? [];
  const [walletId, setWallet] = useState(wallets[0]?.id ?? '');
  const [direction, setDirection] = useState<'add' | 'take'>('add');
  const [typed, setTyped] = useState<number | string>('');
  const [reason, setReason] = useState('');
  const wallet = walletOf(program, walletId);
  const whole = Math.round(Number(typed) * 10 ** wallet.decimals);
  const units = direction === 'add' ? whole : -whole;
  const before = account.balances[walletId]?.available ?? 0;
  const command = useCommand(
    ({ input, idempotencyKey }: { readonly input: Correction; readonly idempotencyKey: string }) =>
      answer(
        client.POST('/v1/corrections', { body: input, params: { header: { 'idempotency-key': idempotencyKey } } }),
      ),
  );
  const act = (): void => {
    const input = { accountId: account.accountId, wallet: walletId, units, reason: reason.trim() };
    void command.run(input).then(
      ({ balances }) =>
        onDone(
          t('correct.done', {
            units: unitsText(format, wallet, units, true),
            after: unitsText(format, wallet, balances[walletId]?.available ?? 0),
          }),
        ),
      () => undefined,
    );
  };
  const shown = unitsText(format, wallet, whole);
  return (
    <Dialog
      title={t('correct.title')}
      action={
        whole === 0
          ? t('correct.do')
          : direction === 'add'
            ? t('correct.do-add', { units: shown })
            : t('correct.do-take', { units: shown })
      }
      canAct={whole > 0 && reason.trim() !== ''}
      isBusy={command.state.isPending}
      trouble={command.state.error === null ? null : troubleOf(command.state.error)}
      onAct={act}
      onClose={onClose}
    >
      <DirectionChoice direction={direction} onChoose={setDirection} />
      {wallets.length < 2 ? null : (
        <Select
          label={t('correct.wallet')}
          allowDeselect={false}
          data={wallets.map(({ id, name }) => ({ value: id, label: format.unitWord(0, name) }))}
          value={walletId}
          onChange={(value) => setWallet(value ?? walletId)}
        />
      )}
      <Stack gap={4}>
        <NumberInput
          data-autofocus
          label={t('correct.units')}
          min={0}
          max={direction === 'take' ? before / 10 ** wallet.decimals : UNITS_MAX}
          clampBehavior="strict"
          allowNegative={false}
          allowDecimal={wallet.decimals > 0}
          decimalScale={wallet.decimals}
          decimalSeparator={format.decimalSeparator}
          thousandSeparator={format.groupSeparator}
          hideControls
          value={typed}
          onChange={setTyped}
        />
        <Text size="sm" c="dimmed" aria-live="polite">
          {t('correct.after', {
            before: unitsText(format, wallet, before),
            after: unitsText(format, wallet, before + units),
          })}
        </Text>
      </Stack>
      <ReasonField reason={reason} onType={setReason} />
    </Dialog>
  );
}

function DirectionChoice({
  direction,
  onChoose,
}: {
  readonly direction: 'add' | 'take';
  onChoose(direction: 'add' | 'take'): void;
}): ReactNode {
  const t = usePhrases(deedPhrases);
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('correct.direction')}
      data={[
        { value: 'add', label: t('correct.add') },
        { value: 'take', label: t('correct.take') },
      ]}
      value={direction}
      onChange={(value) => onChoose(value === 'take' ? 'take' : 'add')}
    />
  );
}

interface Correction {
  readonly accountId: string;
  readonly wallet: string;
  readonly units: number;
  readonly reason: string;
}
