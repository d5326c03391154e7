/** Below the card: what can be taken right now, and what happened last. It comes after the card itself, which nobody should wait for. */
import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { PlaceLink } from '../places.tsx';
import { HistoryRow } from '../history/history-row.tsx';
import { useHistory } from '../history/use-history.ts';
import { useRewards } from '../rewards/use-rewards.ts';
import { useCard } from '../session.tsx';
import { wholeOf } from '../units.ts';
import { belowPhrases } from './below-phrases.ts';
import classes from './below.module.css';

const SHOWN_MAX = 3;

export function Below(): ReactNode {
  return (
    <>
      <Takeable />
      <Latest />
    </>
  );
}

function Takeable(): ReactNode {
  const t = usePhrases(belowPhrases);
  const { language, format } = useSpeech();
  const { organization } = useCard();
  const rewards = useRewards().data ?? [];
  const takeable = rewards.filter(({ available }) => available === 'yes');
  if (takeable.length === 0) return null;
  const to = `/c/${organization}/rewards`;
  return (
    <section>
      <Head title={t('rewards')} to={to} all={t('rewards.all', { n: rewards.length })} />
      <ul className={classes['tiles']}>
        {takeable.slice(0, SHOWN_MAX).map(({ id, name, price, wallet }) => (
          <li key={id} className={classes['tile']}>
            <PlaceLink to={to}>
              <Text component="span" display="block" size="sm" lineClamp={2} c="var(--mantine-color-text)" dir="auto">
                {name[language]}
              </Text>
              {price === null || wallet === null ? (
                <b>{t('rewards.free')}</b>
              ) : (
                <span>
                  <b className="kopilka-units">{format.number(wholeOf(price.units, wallet))}</b>
                  <Text component="span" display="block" size="xs" c="dimmed">
                    {format.unitWord(wholeOf(price.units, wallet), wallet.name)}
                  </Text>
                </span>
              )}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Latest(): ReactNode {
  const t = usePhrases(belowPhrases);
  const { organization } = useCard();
  const [page] = useHistory().data?.pages ?? [];
  if (page === undefined || page.operations.length === 0) return null;
  return (
    <section>
      <Head title={t('history')} to={`/c/${organization}/history`} all={t('history.all')} />
      <Card py={4}>
        <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
          {page.operations.slice(0, SHOWN_MAX).map((entry) => (
            <HistoryRow key={entry.id} entry={entry} wallets={page.wallets} />
          ))}
        </Stack>
      </Card>
    </section>
  );
}

function Head({ title, to, all }: { readonly title: string; readonly to: string; readonly all: string }): ReactNode {
  return (
    <Group justify="space-between" align="baseline" mb="xs">
      <Title order={2} size="h5">
        {title}
      </Title>
      <PlaceLink to={to}>{all}</PlaceLink>
    </Group>
  );
}
