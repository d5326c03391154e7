/** What was done on this till today: the sums of the shift and the receipts, each one's way to a return. */
import { Button, Group, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { Amount } from '../ui/figures.tsx';
import { Card, Figure } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { returnPhrases } from './return-phrases.ts';
import { type ShiftEntry, summaryOf } from './shift-log.ts';
import type { Till } from './till.ts';
import classes from './till.module.css';

const LAST = 5;

export interface ShiftViewProps {
  readonly log: readonly ShiftEntry[];
  readonly till: Till;
  onChoose(entry: ShiftEntry): void;
}

/** The whole day. */
export function ShiftView({ log, till, onChoose }: ShiftViewProps): ReactNode {
  const t = usePhrases(returnPhrases);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toUpperCase();
  const shown = log.filter(({ number }) => number.toUpperCase().includes(wanted));
  return (
    <>
      <Card>
        <Stack gap="md">
          <div>
            <Title order={1} size="h3">
              {t('shift.title')}
            </Title>
            <Text c="dimmed">{t('shift.about')}</Text>
          </div>
          {log.length === 0 ? null : <Summary log={log} till={till} />}
        </Stack>
      </Card>
      <Card>
        {log.length === 0 ? (
          <Empty title={t('shift.none.title')} advice={t('shift.none.advice')} />
        ) : (
          <Stack gap="md">
            <TextInput
              label={t('shift.search')}
              autoComplete="off"
              autoFocus
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Entries entries={shown} onChoose={onChoose} />
          </Stack>
        )}
      </Card>
    </>
  );
}

/** The last few beside the first step: nothing while there are none. */
export function LastSales({ log, till, onChoose, onAll }: ShiftViewProps & { onAll(): void }): ReactNode {
  const t = usePhrases(returnPhrases);
  if (log.length === 0) return null;
  return (
    <Card title={t('shift.title')}>
      <Stack gap="md">
        <Summary log={log} till={till} />
        <Entries entries={log.slice(0, LAST)} onChoose={onChoose} />
        <Button variant="default" onClick={onAll}>
          {t('shift.all')}
        </Button>
      </Stack>
    </Card>
  );
}

function Summary({ log, till: { words } }: Pick<ShiftViewProps, 'log' | 'till'>): ReactNode {
  const t = usePhrases(returnPhrases);
  const format = useFormat();
  const { sales, withCard, taken, returns, givenBack, earned, paid } = summaryOf(log);
  const say = (movements: typeof earned): string =>
    movements.map(({ wallet, units }) => words.units(format, wallet, units)).join(', ');
  return (
    <Group className={classes['figures'] ?? ''}>
      <Figure label={t('shift.sales')} value={format.number(sales)} note={t('shift.with-card', { n: withCard })} />
      <Figure label={t('shift.taken')} value={<Amount minor={taken} />} />
      {returns === 0 ? null : (
        <Figure
          label={t('shift.returned')}
          value={<Amount minor={givenBack} />}
          note={t('shift.returns', { n: returns })}
        />
      )}
      {earned.length === 0 ? null : <Figure label={t('shift.earned')} value={say(earned)} />}
      {paid.length === 0 ? null : <Figure label={t('shift.paid')} value={say(paid)} />}
    </Group>
  );
}

function Entries({
  entries,
  onChoose,
}: {
  readonly entries: readonly ShiftEntry[];
  onChoose(entry: ShiftEntry): void;
}): ReactNode {
  const t = usePhrases(returnPhrases);
  const format = useFormat();
  return (
    <div>
      {entries.map((entry) => {
        const { kind, id, number, at, isMember, money } = entry;
        const content = (
          <>
            <span className={classes['what']}>
              {kind === 'sale' ? t('shift.sale') : t('shift.return')}, {format.time(at)}
              <Text component="span" display="block" size="sm" c="dimmed">
                {isMember ? number : `${number} · ${t('shift.guest')}`}
              </Text>
            </span>
            <Amount minor={kind === 'sale' ? money : -money} fw={650} />
          </>
        );
        // Nothing can come back of a receipt of nobody, or of a return.
        return kind === 'sale' && isMember ? (
          <UnstyledButton key={id} className={classes['row'] ?? ''} onClick={() => onChoose(entry)}>
            {content}
          </UnstyledButton>
        ) : (
          <div key={id} className={classes['row']}>
            {content}
          </div>
        );
      })}
    </div>
  );
}
