/** Where an account stands: balances, the level and the distance to the next, and what ends when. */
import { Anchor, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { DateText } from '../../ui/figures.tsx';
import { Card, Figure } from '../../ui/page.tsx';
import { Asked } from '../../ui/states.tsx';
import { type Lot, type MemberAccount, useLots } from './member-data.ts';
import { memberPhrases } from './member-phrases.ts';
import { levelText, type OfficeProgram, type OfficeWallet, unitsText, walletOf } from './programs.ts';

export interface AccountCardProps {
  readonly account: MemberAccount;
  readonly program: OfficeProgram | undefined;
}

const LOTS_SHOWN = 8;
const WHOLE = 100;

export function StandingCard({ account, program }: AccountCardProps): ReactNode {
  const t = usePhrases(memberPhrases);
  return (
    <Card title={t('standing.title')}>
      <Stack gap="lg">
        <Group gap="xl" align="flex-start">
          {walletsOf(account, program).map((wallet) => (
            <WalletFigure key={wallet.id} wallet={wallet} balance={account.balances[wallet.id]} program={program} />
          ))}
        </Group>
        {account.tier === null ? null : <LevelBar tier={account.tier} program={program} />}
        <Lots account={account} program={program} />
      </Stack>
    </Card>
  );
}

/** Coupons are units too; only those that the member has are shown. */
function walletsOf({ balances }: MemberAccount, program: OfficeProgram | undefined): readonly OfficeWallet[] {
  return (program?.wallets ?? []).filter(({ id }) => {
    const balance = balances[id];
    const hasSomething = balance !== undefined && balance.available + balance.pending + balance.held + balance.debt > 0;
    return hasSomething || !id.startsWith('coupon:');
  });
}

interface WalletFigureProps {
  readonly wallet: OfficeWallet;
  readonly balance: MemberAccount['balances'][string] | undefined;
  readonly program: OfficeProgram | undefined;
}

function WalletFigure({ wallet, balance, program }: WalletFigureProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const { available = 0, pending = 0, held = 0, debt = 0 } = balance ?? {};
  const currency = program === undefined ? {} : { currency: program.place.currency };
  const notes = [
    ...(wallet.worth === null || available === 0
      ? []
      : [t('standing.worth', { money: format.money(available * wallet.worth, currency) })]),
    ...(pending === 0 ? [] : [t('standing.pending', { units: unitsText(format, wallet, pending) })]),
    ...(held === 0 ? [] : [t('standing.held', { units: unitsText(format, wallet, held) })]),
    ...(debt === 0 ? [] : [t('standing.debt', { units: unitsText(format, wallet, debt) })]),
  ];
  return (
    <Figure
      label={format.unitWord(available / 10 ** wallet.decimals, wallet.name)}
      value={format.number(available / 10 ** wallet.decimals)}
      note={notes.map((note) => (
        <div key={note}>{note}</div>
      ))}
    />
  );
}

function LevelBar({
  tier,
  program,
}: {
  readonly tier: NonNullable<MemberAccount['tier']>;
  readonly program: OfficeProgram | undefined;
}): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const { language } = useSpeech();
  const { level, until, measured, next } = tier;
  const measure = program?.measure ?? null;
  const name = next === null ? '' : levelText(program, next.level, language);
  const missing = next?.missing ?? 0;
  const text =
    measure === null
      ? ''
      : measure.isMoney
        ? format.money(missing, { currency: program?.place.currency ?? 'RUB' })
        : format.number(missing / 10 ** measure.scale);
  const toNext =
    next === null
      ? t('level.highest')
      : measure === null
        ? t('level.next', { level: name })
        : t('level.to-next', { missing: text, level: name });
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>
          <Text span inherit c="dimmed" fw={400}>
            {t('level.title')}{' '}
          </Text>
          {levelText(program, level, language)}
        </Text>
        <Text size="sm" c="dimmed">
          {toNext}
        </Text>
      </Group>
      {next === null || measure === null ? null : (
        <Progress
          value={measured + missing === 0 ? 0 : (WHOLE * measured) / (measured + missing)}
          aria-label={toNext}
          size="md"
        />
      )}
      {until === null ? null : (
        <Text size="sm" c="dimmed">
          {t('level.until', { date: format.lastDay(until) })}
        </Text>
      )}
    </Stack>
  );
}

/** The last moment of something that ends with the beginning of a day. */
function justBefore(moment: string): string {
  return new Date(Date.parse(moment) - 1).toISOString();
}

function Lots({ account, program }: AccountCardProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const lots = useLots(account.accountId);
  return (
    <div>
      <Text fw={600} mb="xs" component="h3" m={0} fz="md">
        {t('lots.title')}
      </Text>
      <Asked query={lots}>
        {(known) =>
          known.length === 0 ? <Text c="dimmed">{t('lots.empty')}</Text> : <LotsTable lots={known} program={program} />
        }
      </Asked>
    </div>
  );
}

function LotsTable({
  lots,
  program,
}: {
  readonly lots: readonly Lot[];
  readonly program: OfficeProgram | undefined;
}): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lots : lots.slice(0, LOTS_SHOWN);
  return (
    <>
      <Table horizontalSpacing={0}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lots.units')}</Table.Th>
            <Table.Th ta="right">{t('lots.until')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ wallet, units, from, until, pending }) => (
            <Table.Tr key={`${wallet} ${from} ${until ?? ''}`}>
              <Table.Td>
                <Text span inherit fw={600} className="kopilka-figures">
                  {unitsText(format, walletOf(program, wallet), units)}
                </Text>
                {pending ? (
                  <Text size="sm" c="dimmed">
                    {t('lots.from', { date: format.date(from) })}
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td ta="right">
                {until === null ? t('lots.never') : <DateText at={justBefore(until)} show="date" />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {lots.length <= shown.length ? null : (
        <Anchor component="button" type="button" mt="xs" onClick={() => setWhole(true)}>
          {t('lots.all', { n: lots.length - shown.length })}
        </Anchor>
      )}
    </>
  );
}
