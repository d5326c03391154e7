/** The first row: people, receipts, and what the program costs. */
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { membersList } from './lists.ts';
import { todayPhrases } from './phrases.ts';
import type { Report, ReportFigures } from './report.ts';
import classes from './today.module.css';
import { ToldFigure, Was } from './told-figure.tsx';

export function MainFigures({ report }: { readonly report: Report }): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  const { figures: now, figuresBefore: before } = report;
  const number = (value: number): string => format.number(value);
  const receipts = now.purchases + now.guestPurchases;
  return (
    <div className={classes['figures']}>
      <Card>
        <ToldFigure
          name={t('new.name')}
          value={number(now.newMembers)}
          how={report.store === null ? t('new.how') : t('new.how-store')}
          notes={[
            <Was key="was" now={now.newMembers} before={before.newMembers} written={number(before.newMembers)} />,
          ]}
          {...(report.store === null ? { list: membersList('new', report) } : {})}
        />
      </Card>
      <Card>
        <ToldFigure
          name={t('active.name')}
          value={number(now.activeMembers)}
          how={t('active.how')}
          notes={[
            <Was
              key="was"
              now={now.activeMembers}
              before={before.activeMembers}
              written={number(before.activeMembers)}
            />,
            ...(now.activeMembers === 0
              ? []
              : [t('active.back', { share: format.percent(now.returningMembers / now.activeMembers) })]),
          ]}
          {...(report.store === null ? { list: membersList('active', report) } : {})}
        />
      </Card>
      <Card>
        <ToldFigure
          name={t('purchases.name')}
          value={number(now.purchases)}
          how={t('purchases.how')}
          notes={[
            <Was key="was" now={now.purchases} before={before.purchases} written={number(before.purchases)} />,
            t('purchases.guests', { n: now.guestPurchases }),
            ...(receipts === 0 ? [] : [t('purchases.share', { share: format.percent(now.purchases / receipts) })]),
          ]}
        />
      </Card>
      <Card>
        <AverageReceipt now={now} before={before} />
      </Card>
      <Card>
        <Cost now={now} before={before} />
      </Card>
    </div>
  );
}

interface Compared {
  readonly now: ReportFigures;
  readonly before: ReportFigures;
}

function AverageReceipt({ now, before }: Compared): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  const { averageReceipt, guestAverageReceipt } = now;
  return (
    <ToldFigure
      name={t('average.name')}
      value={averageReceipt === null ? '—' : format.money(averageReceipt)}
      how={t('average.how')}
      notes={[
        ...(averageReceipt === null
          ? []
          : [
              <Was
                key="was"
                now={averageReceipt}
                before={before.averageReceipt ?? 0}
                written={format.money(before.averageReceipt ?? 0)}
              />,
            ]),
        ...(guestAverageReceipt === null ? [] : [t('average.guests', { amount: format.money(guestAverageReceipt) })]),
      ]}
    />
  );
}

function Cost({ now, before }: Compared): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  const [share, was] = [now.costShare, before.costShare].map((text) => (text === null ? null : Number(text)));
  const points =
    share === null || share === undefined || was === null || was === undefined
      ? []
      : [
          t('cost.points', {
            change: format.number((share - was) * 100, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
          }),
        ];
  return (
    <ToldFigure
      name={t('cost.name')}
      value={share === null || share === undefined ? '—' : format.percent(share)}
      how={t('cost.how')}
      notes={[t('cost.of', { amount: format.money(now.cost) }), ...points]}
    />
  );
}
