/** One thing that happened: what, where and when, what it brought or took; opened, why it was this many, line by line. */
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Asked } from '../../ui/states.tsx';
import type { History, HistoryEntry } from '../card-types.ts';
import { useCard } from '../session.tsx';
import { unitsText } from '../units.ts';
import classes from './history.module.css';
import { useKindName } from './kind-name.ts';
import { historyPhrases } from './phrases.ts';

type Wallets = History['wallets'];

export interface HistoryRowProps {
  readonly entry: HistoryEntry;
  readonly wallets: Wallets;
}

export function HistoryRow({ entry, wallets }: HistoryRowProps): ReactNode {
  const t = usePhrases(historyPhrases);
  const { language, format } = useSpeech();
  const nameOf = useKindName();
  const [isOpen, setIsOpen] = useState(false);
  const details = [
    format.dateTime(entry.at),
    entry.store?.[language],
    entry.total === null ? undefined : t('receipt', { sum: format.money(entry.total) }),
    entry.byOther ? t('by-other') : undefined,
  ].filter((detail) => detail !== undefined);
  return (
    <li className={classes['row']}>
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          <Group justify="space-between" wrap="nowrap" align="baseline" gap="md">
            <Text fw={600} className={classes['name'] ?? ''}>
              {nameOf(entry)}
            </Text>
            <div className={classes['moved']}>
              <Moved moved={entry.moved} wallets={wallets} />
            </div>
          </Group>
          <Text size="sm" c="dimmed">
            {details.join(' · ')}
          </Text>
          {entry.level === null ? null : (
            <Text size="sm" fw={600}>
              {t('level', { name: entry.level.to.name[language] })}
            </Text>
          )}
          <span className={classes['hint']}>{t('why')}</span>
        </summary>
        {isOpen ? <Why entry={entry} wallets={wallets} /> : null}
      </details>
    </li>
  );
}

function Moved({ moved, wallets }: { readonly moved: HistoryEntry['moved']; readonly wallets: Wallets }): ReactNode {
  const format = useFormat();
  return moved.map(({ wallet, units }) => {
    const of = wallets.find(({ id }) => id === wallet);
    if (of === undefined || units === 0) return null;
    return (
      <Text key={wallet} fw={650} c={units > 0 ? 'accent' : 'var(--mantine-color-text)'} className="kopilka-units">
        {unitsText(format, units, of, { sign: true })}
      </Text>
    );
  });
}

function Why({ entry, wallets }: HistoryRowProps): ReactNode {
  const t = usePhrases(historyPhrases);
  const { language } = useSpeech();
  const { api, organization } = useCard();
  const isPurchase = entry.total !== null;
  const detail = useQuery({
    queryKey: ['card', 'operation', entry.id],
    enabled: isPurchase,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      api.answer(
        api.client.GET('/v1/card/{organization}/me/history/{id}', {
          params: { path: { organization, id: entry.id } },
        }),
      ),
  });
  return (
    <Stack gap="xs" pt="xs">
      {entry.why.length === 0 ? (
        <Text size="sm">{entry.byOther ? t('why.other') : t('why.none')}</Text>
      ) : (
        <ul className={classes['reasons']}>
          {entry.why.map((reason) => (
            <li key={reason.en}>{reason[language]}</li>
          ))}
        </ul>
      )}
      {isPurchase ? <Asked query={detail}>{({ lines }) => <Lines lines={lines} wallets={wallets} />}</Asked> : null}
    </Stack>
  );
}

interface LinesProps {
  readonly lines: readonly {
    readonly name: string | null;
    readonly sku: string;
    readonly quantity: string;
    readonly amount: number;
    readonly earned: HistoryEntry['moved'];
  }[];
  readonly wallets: Wallets;
}

function Lines({ lines, wallets }: LinesProps): ReactNode {
  const format = useFormat();
  return (
    <ul className={classes['lines']}>
      {lines.map((line, index) => (
        <li key={index}>
          <span dir="auto">
            {line.name ?? line.sku}
            {line.quantity === '1' ? '' : ` × ${format.number(Number(line.quantity))}`}
          </span>
          <span className="kopilka-figures">{format.money(line.amount)}</span>
          <span className={classes['moved']}>
            <Moved moved={line.earned} wallets={wallets} />
          </span>
        </li>
      ))}
    </ul>
  );
}
