/** Blocking and forgetting: asked before they happen, with what comes of them in numbers. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { type Command, useCommand } from '../../data/use-command.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { deedPhrases } from './deed-phrases.ts';
import { type Member, useTimeline } from './member-data.ts';
import { memberPhrases } from './member-phrases.ts';
import { type OfficeProgram, unitsText, walletOf } from './programs.ts';

export interface ConfirmDeedProps {
  readonly member: Member;
  readonly programs: readonly OfficeProgram[];
  readonly name: string;
  onDone(): void;
  onCancel(): void;
}

type Status = Member['status'];

export function useStatusChange(memberId: string): Command<Status, Member> {
  const { client, answer } = useApi();
  return useCommand(({ input: status }) =>
    answer(client.PATCH('/v1/members/{id}', { params: { path: { id: memberId } }, body: { status } })),
  );
}

export function ConfirmBlock({ member, programs, name, onDone, onCancel }: ConfirmDeedProps): ReactNode {
  const t = usePhrases(deedPhrases);
  const m = usePhrases(memberPhrases);
  const change = useStatusChange(member.id);
  const balance = useBalanceText(member, programs);
  return (
    <ConfirmWithConsequence
      opened
      title={t('block.title', { name })}
      consequence={t('block.text', { balance })}
      action={m('act.block')}
      isBusy={change.state.isPending}
      trouble={change.state.error === null ? null : troubleOf(change.state.error)}
      onConfirm={() => void change.run('blocked').then(onDone, () => undefined)}
      onCancel={onCancel}
    />
  );
}

export function ConfirmForget({ member, programs, name, onDone, onCancel }: ConfirmDeedProps): ReactNode {
  const t = usePhrases(deedPhrases);
  const { client, answer } = useApi();
  const forget = useCommand(({ input: id }: { readonly input: string }) =>
    answer(client.DELETE('/v1/members/{id}', { params: { path: { id } } })),
  );
  const balance = useBalanceText(member, programs);
  const accountId = member.accounts[0]?.accountId ?? '';
  // Operations are numbered without gaps, so the newest tells how many there are.
  const deeds = useTimeline(accountId).data?.pages[0]?.operations[0]?.seq ?? 0;
  return (
    <ConfirmWithConsequence
      opened
      title={t('forget.title', { name })}
      consequence={
        <Stack gap="xs">
          <Text>{t('forget.text')}</Text>
          <Text fw={600}>{t('forget.balance', { balance })}</Text>
          <Text>{t('forget.history', { n: deeds })}</Text>
        </Stack>
      }
      action={t('forget.do')}
      isBusy={forget.state.isPending}
      trouble={forget.state.error === null ? null : troubleOf(forget.state.error)}
      onConfirm={() => void forget.run(member.id).then(onDone, () => undefined)}
      onCancel={onCancel}
    />
  );
}

/** All that the member has now or soon, over all programs. */
function useBalanceText({ accounts }: Member, programs: readonly OfficeProgram[]): string {
  const format = useFormat();
  const texts = accounts.flatMap(({ programId, balances }) => {
    const program = programs.find(({ id }) => id === programId);
    const full = (program?.wallets ?? []).filter(({ id }) => sumOf(balances[id]) > 0);
    const shown = full.length === 0 ? (program?.wallets.slice(0, 1) ?? []) : full;
    return shown.map(({ id }) => unitsText(format, walletOf(program, id), sumOf(balances[id])));
  });
  return texts.join(', ');
}

function sumOf(balance: Member['accounts'][number]['balances'][string] | undefined): number {
  return balance === undefined ? 0 : balance.available + balance.pending + balance.held;
}
