/** Whatever is being done to a member at the moment: one dialog at a time. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { ConfirmBlock, ConfirmForget, useStatusChange } from './confirm-deeds.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { deedPhrases } from './deed-phrases.ts';
import { Dialog } from './dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { LevelDialog } from './level-dialog.tsx';
import type { Member, MemberAccount } from './member-data.ts';
import { memberPhrases } from './member-phrases.ts';
import { MergeDialog } from './merge-dialog.tsx';
import type { OfficeProgram } from './programs.ts';

export type Open = 'correct' | 'level' | 'edit' | 'merge' | 'block' | 'unblock' | 'forget';

export interface MemberDeedsProps {
  readonly open: Open;
  readonly member: Member;
  readonly account: MemberAccount | undefined;
  readonly program: OfficeProgram | undefined;
  readonly programs: readonly OfficeProgram[];
  readonly name: string;
  onDone(words: string): void;
  onForgotten(): void;
  onClose(): void;
}

export function MemberDeeds(props: MemberDeedsProps): ReactNode {
  const t = usePhrases(deedPhrases);
  const { open, member, account, program, programs, name, onDone, onForgotten, onClose } = props;
  const person = { member, programs, name, onCancel: onClose };
  switch (open) {
    case 'edit':
      return <EditDialog member={member} onDone={onDone} onClose={onClose} />;
    case 'block':
      return <ConfirmBlock {...person} onDone={() => onDone(t('block.done'))} />;
    case 'unblock':
      return <Unblock memberId={member.id} onDone={() => onDone(t('unblock.done'))} onClose={onClose} />;
    case 'forget':
      return <ConfirmForget {...person} onDone={onForgotten} />;
    case 'correct':
    case 'level':
    case 'merge':
      if (account === undefined) return null;
      return <AccountDeed {...props} open={open} account={account} program={program} />;
  }
}

function AccountDeed({
  open,
  member,
  account,
  program,
  name,
  onDone,
  onClose,
}: MemberDeedsProps & { readonly open: 'correct' | 'level' | 'merge'; readonly account: MemberAccount }): ReactNode {
  const dialog = { account, program, onDone, onClose };
  switch (open) {
    case 'correct':
      return <CorrectDialog {...dialog} />;
    case 'level':
      return <LevelDialog {...dialog} />;
    case 'merge':
      return <MergeDialog {...dialog} memberId={member.id} name={name} />;
  }
}

function Unblock({
  memberId,
  onDone,
  onClose,
}: {
  readonly memberId: string;
  onDone(): void;
  onClose(): void;
}): ReactNode {
  const t = usePhrases(deedPhrases);
  const m = usePhrases(memberPhrases);
  const change = useStatusChange(memberId);
  return (
    <Dialog
      title={m('act.unblock')}
      action={m('act.unblock')}
      canAct
      isBusy={change.state.isPending}
      trouble={change.state.error === null ? null : troubleOf(change.state.error)}
      onAct={() => void change.run('active').then(onDone, () => undefined)}
      onClose={onClose}
    >
      <Text>{t('unblock.text')}</Text>
    </Dialog>
  );
}
