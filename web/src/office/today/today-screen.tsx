/** «Сегодня»: how the shop is doing, at a glance; every figure explains itself. */
import { Alert, Button, Grid, Select, Stack } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type ShopProgram, useShop } from '../../data/use-organization.ts';
import { PlaceProvider, useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { AdviceCard } from './advice-card.tsx';
import { ChartCard } from './chart-card.tsx';
import { LevelsCard } from './levels-card.tsx';
import { MainFigures } from './main-figures.tsx';
import { todayPhrases } from './phrases.ts';
import { type Report, useReport, type Wish } from './report.ts';
import { WalletCard } from './wallet-card.tsx';
import { WishBar } from './wish-bar.tsx';

const PERIOD_DAYS = 30;
const START = '/office/start';

export function TodayScreen(): ReactNode {
  const t = usePhrases(todayPhrases);
  const shop = useShop();
  const [chosen, setChosen] = useState<string | null>(null);
  if (shop.data === undefined)
    return (
      <Page title={t('title')}>
        <Asked query={shop}>{() => null}</Asked>
      </Page>
    );
  const { programs } = shop.data;
  const program = programs.find(({ programId }) => programId === chosen) ?? programs[0];
  if (program === undefined)
    return (
      <Page title={t('title')}>
        <Card>
          <Empty title={t('none.title')} advice={t('none.advice')} action={<StartButton />} />
        </Card>
      </Page>
    );
  return (
    <Figures
      key={program.programId}
      programId={program.programId}
      choice={programs.length < 2 ? null : <ProgramChoice programs={programs} program={program} onChoose={setChosen} />}
    />
  );
}

interface FiguresProps {
  readonly programId: string;
  /** Which program, where there are several. */
  readonly choice: ReactNode;
}

function Figures({ programId, choice }: FiguresProps): ReactNode {
  const t = usePhrases(todayPhrases);
  const [wish, setWish] = useState<Wish>({ programId, period: PERIOD_DAYS, store: null });
  const report = useReport(wish);
  return (
    <Page title={t('title')} about={report.data === undefined ? undefined : <About report={report.data} />}>
      {choice}
      {report.data !== undefined && isNew(report.data) ? null : (
        <WishBar wish={wish} report={report.data} onWish={setWish} />
      )}
      <Asked query={report}>
        {(data) => (
          <PlaceProvider place={{ currency: data.currency, timeZone: data.zone }}>
            {isNew(data) ? (
              <Card>
                <Empty title={t('empty.title')} advice={t('empty.advice')} action={<StartButton />} />
              </Card>
            ) : (
              <Shown report={data} />
            )}
          </PlaceProvider>
        )}
      </Asked>
    </Page>
  );
}

/** Nothing was ever sold, and all is counted. */
function isNew({ firstDay, isWhole, figures }: Report): boolean {
  return isWhole && firstDay === null && figures.newMembers === 0;
}

function Shown({ report }: { readonly report: Report }): ReactNode {
  const t = usePhrases(todayPhrases);
  return (
    <Stack gap="md">
      {report.isWhole ? null : (
        <Alert color="yellow" variant="light" radius="lg" title={t('counting.title')} role="status">
          {t('counting.advice')}
        </Alert>
      )}
      <MainFigures report={report} />
      <Grid gap="md">
        {report.days.length < 2 ? null : (
          <Grid.Col span={{ base: 12, md: 8 }}>
            <ChartCard report={report} />
          </Grid.Col>
        )}
        {report.levels.length === 0 ? null : (
          <Grid.Col span={{ base: 12, md: report.days.length < 2 ? 12 : 4 }}>
            <LevelsCard report={report} />
          </Grid.Col>
        )}
      </Grid>
      {report.wallets.map((wallet) => (
        <WalletCard key={wallet.id} report={report} wallet={wallet} />
      ))}
      <AdviceCard advice={report.advice} />
    </Stack>
  );
}

function About({ report: { period, countedUntil, zone, currency } }: { readonly report: Report }): ReactNode {
  return (
    <PlaceProvider place={{ currency, timeZone: zone }}>
      <AboutWords period={period} countedUntil={countedUntil} />
    </PlaceProvider>
  );
}

function AboutWords({ period, countedUntil }: Pick<Report, 'period' | 'countedUntil'>): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  const isOneYear = period.from.slice(0, 4) === period.to.slice(0, 4);
  const from = isOneYear ? format.dayShort(period.from) : format.day(period.from);
  const to = format.day(period.to);
  const compared = period.from === period.to ? t('about.day', { day: to }) : t('about.period', { from, to });
  return countedUntil === null ? compared : `${compared} ${t('about.counted', { time: format.time(countedUntil) })}`;
}

interface ProgramChoiceProps {
  readonly programs: readonly ShopProgram[];
  readonly program: ShopProgram;
  onChoose(programId: string | null): void;
}

function ProgramChoice({ programs, program, onChoose }: ProgramChoiceProps): ReactNode {
  const t = usePhrases(todayPhrases);
  const { language } = useSpeech();
  return (
    <Select
      label={t('program')}
      data={programs.map(({ programId, name }) => ({
        value: programId,
        label: name[language] ?? name.ru ?? name.en ?? programId,
      }))}
      value={program.programId}
      onChange={onChoose}
      allowDeselect={false}
      maw={420}
    />
  );
}

function StartButton(): ReactNode {
  const t = usePhrases(todayPhrases);
  const router = useRouter();
  return (
    <Button
      component="a"
      href={START}
      onClick={(event) => {
        event.preventDefault();
        router.history.push(START);
      }}
    >
      {t('empty.action')}
    </Button>
  );
}
