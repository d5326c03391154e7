/** What happened in a wallet: given, paid, expired, what is owed for it, what will expire soon. */
import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { expiringList } from './lists.ts';
import { todayPhrases } from './phrases.ts';
import type { Report, ReportWallet } from './report.ts';
import { Counted, ToldFigure, Was } from './told-figure.tsx';

export interface WalletCardProps {
  readonly report: Report;
  readonly wallet: ReportWallet;
}

export function WalletCard({ report, wallet }: WalletCardProps): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  const { moved, movedBefore } = wallet;
  const units = (count: number): string => format.units(count / 10 ** wallet.decimals, wallet.name);
  const told = (name: string, how: string, part: 'issued' | 'paid' | 'redeemed' | 'expired'): ReactNode => (
    <ToldFigure
      name={name}
      value={<Counted count={moved[part] / 10 ** wallet.decimals} name={wallet.name} />}
      how={how}
      notes={[<Was key="was" now={moved[part]} before={movedBefore[part]} written={units(movedBefore[part])} />]}
    />
  );
  return (
    <Card>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 5 }} spacing="lg">
        {told(t('wallet.issued'), t('wallet.issued.how'), 'issued')}
        {wallet.liability === null ? null : told(t('wallet.paid'), t('wallet.paid.how'), 'paid')}
        {moved.redeemed === 0 && movedBefore.redeemed === 0
          ? null
          : told(t('wallet.redeemed'), t('wallet.redeemed.how'), 'redeemed')}
        {told(t('wallet.expired'), t('wallet.expired.how'), 'expired')}
        <Owed wallet={wallet} />
        <Expiring report={report} wallet={wallet} />
      </SimpleGrid>
    </Card>
  );
}

function Owed({ wallet }: { readonly wallet: ReportWallet }): ReactNode {
  const t = usePhrases(todayPhrases);
  const format = useFormat();
  const { liability, liabilityBefore, outstanding, outstandingBefore, decimals, name } = wallet;
  const units = (count: number): string => format.units(count / 10 ** decimals, name);
  if (liability === null)
    return (
      <ToldFigure
        name={t('wallet.held')}
        value={<Counted count={outstanding / 10 ** decimals} name={name} />}
        how={t('wallet.held.how')}
        notes={[<Was key="was" now={outstanding} before={outstandingBefore} written={units(outstandingBefore)} />]}
      />
    );
  return (
    <ToldFigure
      name={t('wallet.owed')}
      value={format.money(liability)}
      how={t('wallet.owed.how')}
      notes={[
        <Was key="was" now={liability} before={liabilityBefore ?? 0} written={format.money(liabilityBefore ?? 0)} />,
        units(outstanding),
      ]}
    />
  );
}

function Expiring({ report, wallet: { expiring, decimals, name } }: WalletCardProps): ReactNode {
  const t = usePhrases(todayPhrases);
  // Told of all wallets together: with several, whose it is would be a guess.
  const isAlone = report.wallets.length === 1;
  return (
    <ToldFigure
      name={t('wallet.expiring')}
      value={<Counted count={expiring / 10 ** decimals} name={name} />}
      how={t('wallet.expiring.how')}
      notes={isAlone && expiring > 0 ? [t('wallet.expiring.of', { n: report.expiringMembers })] : []}
      {...(expiring > 0 ? { list: expiringList(report) } : {})}
    />
  );
}
