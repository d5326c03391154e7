/** Another member's account becomes part of this one: chosen by search, the numbers before it is confirmed. */
import type { Schema } from '@kopilka/client';
import { Anchor, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { phoneText } from '../../i18n/phone.ts';
import { Asked } from '../../ui/states.tsx';
import type { AccountDialogProps } from './correct-dialog.tsx';
import { deedPhrases } from './deed-phrases.ts';
import { Dialog } from './dialog.tsx';
import { type MemberRow, useMemberSearch } from './find-members.ts';
import classes from './merge.module.css';
import { membersPhrases } from './phrases.ts';
import { levelText, type OfficeProgram, unitsText, walletOf } from './programs.ts';
import { ReasonField } from './reason-field.tsx';
import { SearchField } from './search-field.tsx';

export interface MergeDialogProps extends AccountDialogProps {
  readonly memberId: string;
  /** Of the member who stays. */
  readonly name: string;
}

interface Chosen {
  readonly accountId: string;
  readonly name: string;
}

const QUIET_MS = 200;

export function MergeDialog(props: MergeDialogProps): ReactNode {
  const { account, program, name, onDone, onClose } = props;
  const t = usePhrases(deedPhrases);
  const { client, answer } = useApi();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [reason, setReason] = useState('');
  const { accountId } = account;
  const preview = useQuery({
    queryKey: ['account', accountId, 'merge', chosen?.accountId],
    enabled: chosen !== null,
    queryFn: () =>
      answer(
        client.POST('/v1/accounts/{id}/merge/preview', {
          params: { path: { id: accountId } },
          body: { from: chosen?.accountId ?? '' },
        }),
      ),
  });
  const command = useCommand(({ input }: { readonly input: { readonly from: string; readonly reason: string } }) =>
    answer(client.POST('/v1/accounts/{id}/merge', { params: { path: { id: accountId } }, body: input })),
  );
  const act = (): void => {
    if (chosen === null) return;
    void command.run({ from: chosen.accountId, reason: reason.trim() }).then(
      ({ status }) => onDone(status === 'pending' ? t('merge.waits') : t('merge.done')),
      () => undefined,
    );
  };
  return (
    <Dialog
      title={t('merge.title')}
      action={preview.data?.needsApproval === true ? t('merge.ask') : t('merge.do')}
      canAct={chosen !== null && preview.data !== undefined && reason.trim() !== ''}
      isBusy={command.state.isPending}
      trouble={command.state.error === null ? null : troubleOf(command.state.error)}
      isForEver
      onAct={act}
      onClose={onClose}
    >
      {chosen === null ? (
        <Choice {...props} onChoose={setChosen} />
      ) : (
        <>
          <Text dir="auto">
            {t('merge.with', { name: chosen.name })}{' '}
            <Anchor component="button" type="button" onClick={() => setChosen(null)}>
              {t('merge.another')}
            </Anchor>
          </Text>
          <Asked query={preview}>{(found) => <Preview preview={found} program={program} name={name} />}</Asked>
          <ReasonField reason={reason} onType={setReason} />
        </>
      )}
    </Dialog>
  );
}

function Choice({
  account,
  memberId,
  program,
  name,
  onChoose,
}: MergeDialogProps & { onChoose(chosen: Chosen): void }): ReactNode {
  const t = usePhrases(deedPhrases);
  const m = usePhrases(membersPhrases);
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, QUIET_MS);
  const found = useMemberSearch(asked);
  return (
    <>
      <Text size="sm" c="dimmed" dir="auto">
        {t('merge.about', { name })}
      </Text>
      <SearchField typed={typed} autoFocus onType={setTyped} />
      {typed.trim() === '' ? null : (
        <Asked query={found}>
          {({ members }) => (
            <Stack gap={0} role="list">
              {members.length === 0 ? <Text c="dimmed">{m('search.none.title')}</Text> : null}
              {members.map((member) => (
                <Candidate
                  key={member.id}
                  member={member}
                  program={program}
                  own={{ ...account, memberId }}
                  onChoose={onChoose}
                />
              ))}
            </Stack>
          )}
        </Asked>
      )}
    </>
  );
}

function Candidate({
  member,
  program,
  own,
  onChoose,
}: {
  readonly member: MemberRow;
  readonly program: OfficeProgram | undefined;
  /** Where everything would come to. */
  readonly own: { readonly memberId: string; readonly programId: string; readonly accountId: string };
  onChoose(chosen: Chosen): void;
}): ReactNode {
  const t = usePhrases(deedPhrases);
  const m = usePhrases(membersPhrases);
  const format = useFormat();
  const account = member.accounts.find((each) => each.programId === own.programId);
  const isSame = member.id === own.memberId || account?.accountId === own.accountId;
  const name = member.name ?? m('list.nameless');
  const phone = member.phone === null ? '' : phoneText(member.phone);
  const wallet = program?.wallets[0];
  const balance = wallet === undefined ? '' : unitsText(format, wallet, account?.balances[wallet.id]?.available ?? 0);
  const no = isSame ? t('merge.same') : account === undefined ? t('merge.no-account') : null;
  return (
    <div role="listitem">
      <UnstyledButton
        className={classes['candidate']}
        disabled={no !== null}
        onClick={() => {
          if (account !== undefined) onChoose({ accountId: account.accountId, name });
        }}
      >
        <Text fw={600} lineClamp={2} dir="auto">
          {name}
        </Text>
        <Text size="sm" c="dimmed" className="kopilka-figures">
          {no ?? [phone, balance].filter((part) => part !== '').join(' · ')}
        </Text>
      </UnstyledButton>
    </div>
  );
}

function Preview({
  preview,
  program,
  name,
}: {
  readonly preview: Schema<'MergePreview'>;
  readonly program: OfficeProgram | undefined;
  readonly name: string;
}): ReactNode {
  const t = usePhrases(deedPhrases);
  const format = useFormat();
  const { language } = useSpeech();
  const { moves, before, after, lost, replaced, needsApproval } = preview;
  const text = (wallet: string, units: number): string => unitsText(format, walletOf(program, wallet), units);
  const moving = new Map<string, number>();
  for (const { wallet, units } of moves.lots) moving.set(wallet, (moving.get(wallet) ?? 0) + units);
  const changing = (part: 'available' | 'pending') =>
    (program?.wallets ?? []).flatMap(({ id }) => {
      const [was, is] = [before.balances[id]?.[part] ?? 0, after.balances[id]?.[part] ?? 0];
      return was === is ? [] : [{ id, before: text(id, was), after: text(id, is) }];
    });
  const level = (tier: typeof before.tier): string => (tier === null ? '' : levelText(program, tier.level, language));
  const listed = (all: Readonly<Record<string, number>>): string =>
    Object.entries(all)
      .filter(([, units]) => units > 0)
      .map(([wallet, units]) => text(wallet, units))
      .join(', ');
  const comes = [...moving].map(([wallet, units]) => text(wallet, units)).join(', ');
  const [gone, owed] = [listed(lost), listed(moves.debts)];
  return (
    <Stack gap="xs">
      <dl className={classes['numbers']}>
        <dt>{t('merge.moves')}</dt>
        <dd>{comes === '' ? t('merge.nothing') : comes}</dd>
        {changing('available').map(({ id, ...change }) => (
          <Change key={id} label={t('merge.balance')} {...change} />
        ))}
        {changing('pending').map(({ id, ...change }) => (
          <Change key={id} label={t('merge.soon')} {...change} />
        ))}
        {level(before.tier) === level(after.tier) ? null : (
          <Change label={t('merge.level')} before={level(before.tier)} after={level(after.tier)} />
        )}
      </dl>
      {gone === '' ? null : <Text size="sm">{t('merge.lost', { units: gone })}</Text>}
      {owed === '' ? null : <Text size="sm">{t('merge.debts', { units: owed })}</Text>}
      {replaced.length === 0 ? null : (
        <Text size="sm" dir="auto">
          {t('merge.replaced', { n: replaced.length, name })}
        </Text>
      )}
      {needsApproval ? (
        <Text size="sm" fw={600}>
          {t('merge.approval')}
        </Text>
      ) : null}
    </Stack>
  );
}

function Change({
  label,
  before,
  after,
}: {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}): ReactNode {
  const t = usePhrases(deedPhrases);
  return (
    <>
      <dt>{label}</dt>
      <dd>{t('merge.change', { before, after })}</dd>
    </>
  );
}
