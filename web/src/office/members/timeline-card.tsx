/** Everything that has happened to an account, newest first, each with why this many. */
import { Button, Center, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { DateText } from '../../ui/figures.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Empty, Loading } from '../../ui/states.tsx';
import { type Deed, useTimeline } from './member-data.ts';
import { memberPhrases } from './member-phrases.ts';
import classes from './member.module.css';
import { levelText, type OfficeProgram, unitsText, walletOf } from './programs.ts';
import { useTitleOf } from './timeline-titles.ts';

export interface TimelineCardProps {
  readonly accountId: string;
  readonly program: OfficeProgram | undefined;
}

/** Types that are only worth a line when something came of them. */
const SILENT: ReadonlySet<Deed['type']> = new Set(['clock', 'void', 'custom', 'profile', 'release']);

export function TimelineCard({ accountId, program }: TimelineCardProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useTimeline(accountId);
  const deeds = (data?.pages ?? []).flatMap(({ operations }) => operations).filter(isWorthALine);
  return (
    <Card title={t('timeline.title')}>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Refusal trouble={troubleOf(error)} onRetry={() => void refetch()} />
        )
      ) : (
        <Stack gap="md">
          {deeds.length === 0 && !hasNextPage ? (
            <Empty title={t('timeline.empty.title')} advice={t('timeline.empty.advice')} />
          ) : null}
          <ul className={classes['timeline']}>
            {deeds.map((deed) => (
              <TimelineItem key={deed.id} deed={deed} program={program} />
            ))}
          </ul>
          {error === null ? null : <Refusal trouble={troubleOf(error)} onRetry={() => void fetchNextPage()} />}
          {hasNextPage ? (
            <Center>
              <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
                {t('timeline.more')}
              </Button>
            </Center>
          ) : null}
        </Stack>
      )}
    </Card>
  );
}

function isWorthALine({ type, moved, tier, reasons = [] }: Deed): boolean {
  if (!SILENT.has(type)) return true;
  return tier !== undefined || reasons.length > 0 || Object.values(moved).some((units) => units !== 0);
}

/** Then its reasons tell of the level already. */
function saysLevel({ reasons = [] }: Deed): boolean {
  return reasons.some(({ code }) => code === 'tier_changed' || code === 'level_given');
}

function TimelineItem({
  deed,
  program,
}: {
  readonly deed: Deed;
  readonly program: OfficeProgram | undefined;
}): ReactNode {
  const { language } = useSpeech();
  const format = useFormat();
  const title = useTitleOf(program);
  const moved = Object.entries(deed.moved).filter(([, units]) => units !== 0);
  const reasons = deed.reasons ?? [];
  return (
    <li className={classes['deed']}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="md">
        <div className={classes['happened']}>
          <Text fw={600}>{title(deed)}</Text>
          <Text size="sm" c="dimmed">
            <DateText at={deed.at} show="date" />, <DateText at={deed.at} show="time" />
          </Text>
        </div>
        <Stack gap={0} align="flex-end">
          {moved.map(([wallet, units]) => (
            <Text
              key={wallet}
              fw={650}
              className="kopilka-figures"
              {...(units > 0 ? { c: 'var(--kopilka-accent)' } : {})}
            >
              {unitsText(format, walletOf(program, wallet), units, true)}
            </Text>
          ))}
        </Stack>
      </Group>
      {deed.tier === undefined || saysLevel(deed) ? null : <LevelChange tier={deed.tier} program={program} />}
      {reasons.length === 0 ? null : (
        <ul className={classes['reasons']}>
          {reasons.map((reason, index) => (
            <Text key={`${index} ${reason.code}`} component="li" size="sm" dir="auto">
              {reason.text[language]}
            </Text>
          ))}
        </ul>
      )}
    </li>
  );
}

function LevelChange({
  tier,
  program,
}: {
  readonly tier: NonNullable<Deed['tier']>;
  readonly program: OfficeProgram | undefined;
}): ReactNode {
  const t = usePhrases(memberPhrases);
  const { language } = useSpeech();
  const [from, to] = [levelText(program, tier.from, language), levelText(program, tier.to, language)];
  return (
    <Text size="sm" fw={600}>
      {from === '' ? t('timeline.new-level', { to }) : t('timeline.level', { from, to })}
    </Text>
  );
}
