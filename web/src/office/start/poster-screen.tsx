/** The poster by which customers join: the shop's name and colour, what they get, and the QR code to the card. Prints on A4 or A5. */
import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type CSSProperties, type ReactNode, useMemo, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { type Shop, useOrganization, useShop } from '../../data/use-organization.ts';
import { PlaceProvider, useFormat, usePhrases } from '../../i18n/language.tsx';
import { accentOf, DEFAULT_COLOR } from '../../ui/accent.ts';
import { Card, Page } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { earnedText } from '../receipt/earned-text.ts';
import { type Example, exampleOf, sumText } from './example.ts';
import { isLocal, joinAddress } from './join-address.ts';
import { startPhrases } from './start-phrases.ts';
import classes from './start.module.css';

const PAPERS = ['A4', 'A5'] as const;

export function PosterScreen(): ReactNode {
  const t = usePhrases(startPhrases);
  const shop = useShop();
  const navigate = useNavigate();
  return (
    <Asked query={shop}>
      {(known) => {
        const [program] = known.programs;
        if (program === undefined)
          return (
            <Page title={t('poster.page-title')} about={t('poster.page-about')}>
              <Card>
                <Empty
                  title={t('poster.no-program.title')}
                  advice={t('poster.no-program.advice')}
                  action={<Button onClick={() => void navigate({ to: '/start' })}>{t('start.title')}</Button>}
                />
              </Card>
            </Page>
          );
        return <Poster shop={known} programId={program.programId} />;
      }}
    </Asked>
  );
}

function Poster({ shop, programId }: { readonly shop: Shop; readonly programId: string }): ReactNode {
  const t = usePhrases(startPhrases);
  const { client, answer } = useApi();
  const [paper, setPaper] = useState<string>('A4');
  const document = useQuery({
    queryKey: ['program', programId],
    queryFn: () => answer(client.GET('/v1/programs/{id}', { params: { path: { id: programId } } })),
  });
  return (
    <Page
      title={t('poster.page-title')}
      about={t('poster.page-about')}
      actions={
        <Group>
          <SegmentedControl data={[...PAPERS]} value={paper} onChange={setPaper} aria-label={t('poster.size')} />
          <Button onClick={() => window.print()}>{t('poster.print')}</Button>
        </Group>
      }
    >
      <style>{`@page { size: ${paper}; margin: 12mm }`}</style>
      {isLocal() ? <Text c="dimmed">{t('poster.local')}</Text> : null}
      <Asked query={document}>{({ source }) => <Sheet shop={shop} source={source} />}</Asked>
    </Page>
  );
}

function Sheet({ shop, source }: { readonly shop: Shop; readonly source: string }): ReactNode {
  const [atMs] = useState(() => Date.now());
  const example = useMemo(() => exampleOf(source, atMs), [source, atMs]);
  const { currency, calendar } = example.program;
  return (
    <PlaceProvider place={{ currency, timeZone: calendar.zone }}>
      <Paper shop={shop} example={example} />
    </PlaceProvider>
  );
}

function Paper({ shop, example }: { readonly shop: Shop; readonly example: Example }): ReactNode {
  const t = usePhrases(startPhrases);
  const format = useFormat();
  const look = useOrganization().data;
  const { light } = accentOf(look?.accentColor ?? DEFAULT_COLOR);
  const colors: CSSProperties & Record<`--${string}`, string> = {
    '--poster-accent': light.strong,
    '--poster-on-accent': light.onStrong,
  };
  const units = earnedText(example.program, example.first.earned, format);
  return (
    <section className={classes['sheet']} style={colors}>
      <div className={classes['band']}>
        {look === undefined || look.logo === null ? null : <img src={look.logo} alt="" className={classes['logo']} />}
        <h2 className={classes['headline']}>{shop.name}</h2>
      </div>
      <Text fz={26} fw={700} lh={1.25}>
        {units === null ? t('poster.headline') : t('poster.sum', { units, sum: sumText(example, format) })}
      </Text>
      <div className={classes['code']}>
        <QrCode text={joinAddress(shop.organizationId)} label={t('poster.label', { name: shop.name })} />
      </div>
      <Text fz="lg">{t('poster.how')}</Text>
    </section>
  );
}
