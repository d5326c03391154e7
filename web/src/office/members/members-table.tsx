/** Members under each other: a table where there is room, cards on a phone. Arrow keys go from one to the next. */
import { Badge, Group, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { phoneText } from '../../i18n/phone.ts';
import { DateText } from '../../ui/figures.tsx';
import type { MemberRow } from './find-members.ts';
import classes from './members.module.css';
import { membersPhrases } from './phrases.ts';
import { levelText, type OfficeProgram, unitsText, walletOf } from './programs.ts';

export interface MembersTableProps {
  readonly members: readonly MemberRow[];
  readonly programs: readonly OfficeProgram[];
}

/** Beside the office's menu a table needs more room than a tablet has. */
const WIDE = '(min-width: 70em)';

export function MembersTable({ members, programs }: MembersTableProps): ReactNode {
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  return (
    <div onKeyDown={goByArrows} role="presentation">
      {isWide ? <Wide members={members} programs={programs} /> : <Narrow members={members} programs={programs} />}
    </div>
  );
}

function Wide({ members, programs }: MembersTableProps): ReactNode {
  const t = usePhrases(membersPhrases);
  return (
    <Table verticalSpacing="sm" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="30%">{t('list.name')}</Table.Th>
          <Table.Th w="20%">{t('list.phone')}</Table.Th>
          <Table.Th w="16%">{t('list.level')}</Table.Th>
          <Table.Th w="17%" ta="right">
            {t('list.balance')}
          </Table.Th>
          <Table.Th w="17%" ta="right">
            {t('list.last')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Table.Tr key={member.id} className={classes['row']}>
            <Table.Td>
              <Name member={member} />
            </Table.Td>
            <Table.Td className="kopilka-figures">{member.phone === null ? '' : phoneText(member.phone)}</Table.Td>
            <Table.Td>
              <Level member={member} programs={programs} />
            </Table.Td>
            <Table.Td ta="right">
              <Balance member={member} programs={programs} />
            </Table.Td>
            <Table.Td ta="right">
              <LastPurchase member={member} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Narrow({ members, programs }: MembersTableProps): ReactNode {
  return (
    <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {members.map((member) => (
        <li key={member.id} className={classes['card']}>
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="md">
            <div className={classes['who']}>
              <Name member={member} />
              <Text size="sm" c="dimmed" className="kopilka-figures">
                {member.phone === null ? '' : phoneText(member.phone)}
              </Text>
              <Text size="sm" c="dimmed" component="div">
                <Level member={member} programs={programs} />
              </Text>
            </div>
            <Stack gap={2} align="flex-end" className={classes['standing'] ?? ''}>
              <Balance member={member} programs={programs} />
              <Text size="sm" c="dimmed" component="div" ta="end">
                <LastPurchase member={member} isAlone />
              </Text>
            </Stack>
          </Group>
        </li>
      ))}
    </Stack>
  );
}

/** A name may be of any script and any length; without one there is at least a number to press on. */
function Name({ member: { id, name, status, email, cards } }: { readonly member: MemberRow }): ReactNode {
  const t = usePhrases(membersPhrases);
  return (
    <Group gap="xs">
      <Link to="/members/$id" params={{ id }} className={classes['name'] ?? ''} data-row="">
        <Text span inherit lineClamp={2} dir="auto" {...(name === null ? { c: 'dimmed' } : {})}>
          {name ?? email ?? cards[0] ?? t('list.nameless')}
        </Text>
      </Link>
      {status === 'blocked' ? <Badge color="red">{t('list.blocked')}</Badge> : null}
    </Group>
  );
}

interface CellProps {
  readonly member: MemberRow;
  readonly programs: readonly OfficeProgram[];
}

function Level({ member: { accounts }, programs }: CellProps): ReactNode {
  const { language } = useSpeech();
  const names = accounts.flatMap(({ programId, tier }) => {
    const program = programs.find(({ id }) => id === programId);
    const name = tier === null ? '' : levelText(program, tier.level, language);
    return name === '' ? [] : [name];
  });
  return names.join(', ');
}

/** Of each account the wallets that there is something in, or the first of them. */
function Balance({ member: { accounts }, programs }: CellProps): ReactNode {
  const format = useFormat();
  const texts = accounts.flatMap(({ programId, balances }) => {
    const program = programs.find(({ id }) => id === programId);
    const own = (program?.wallets ?? []).filter(({ id }) => !id.startsWith('coupon:'));
    const full = own.filter(({ id }) => (balances[id]?.available ?? 0) > 0);
    return (full.length === 0 ? own.slice(0, 1) : full).map((wallet) =>
      unitsText(format, walletOf(program, wallet.id), balances[wallet.id]?.available ?? 0),
    );
  });
  return texts.map((text) => (
    <Text key={text} fw={600} fz="inherit" className="kopilka-figures">
      {text}
    </Text>
  ));
}

function LastPurchase({
  member: { accounts },
  isAlone = false,
}: {
  readonly member: MemberRow;
  /** Without a heading that says what the day is of. */
  readonly isAlone?: boolean;
}): ReactNode {
  const t = usePhrases(membersPhrases);
  const format = useFormat();
  const last = accounts
    .flatMap(({ lastPurchaseAt }) => (lastPurchaseAt === null ? [] : [lastPurchaseAt]))
    .toSorted()
    .at(-1);
  if (last === undefined)
    return (
      <Text span inherit c="dimmed">
        {t('list.never')}
      </Text>
    );
  return isAlone ? t('list.last-on', { date: format.date(last) }) : <DateText at={last} show="date" />;
}

function goByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  if (at === -1) return;
  event.preventDefault();
  rows[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
