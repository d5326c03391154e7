/** Who is buying: name, level, what is on the card and what the cashier might mention. Of somebody without a card, that. */
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { say } from '../data/program-words.ts';
import { useFormat, usePhrases, useSpeech } from '../i18n/language.tsx';
import { Card } from '../ui/page.tsx';
import { Hint } from './hint.tsx';
import type { Customer } from './sale.ts';
import type { Till } from './till.ts';
import classes from './till.module.css';
import { whatPhrases } from './what-phrases.ts';

const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

export interface CustomerCardProps {
  /** null: somebody without a card. */
  readonly customer: Customer | null;
  readonly till: Till;
  readonly isLocked: boolean;
  onAnother(): void;
}

export function CustomerCard({ customer, till, isLocked, onAnother }: CustomerCardProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const another = (
    <Button variant="default" onClick={onAnother} disabled={isLocked}>
      {customer === null ? t('customer.find') : t('customer.another')}
      <Hint keys="Esc" />
    </Button>
  );
  return (
    <Card>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="md">
          {customer === null ? (
            <Title order={1} size="h3">
              {t('customer.guest')}
            </Title>
          ) : (
            <Person customer={customer} />
          )}
          {customer === null ? null : <Balances customer={customer} till={till} />}
        </Group>
        <Group justify="space-between" gap="sm">
          <Text c="dimmed" flex="1 1 14rem">
            {customer === null ? t('customer.guest-about') : <Notes customer={customer} till={till} />}
          </Text>
          {another}
        </Group>
      </Stack>
    </Card>
  );
}

function Person({ customer: { name, phone, tier, status } }: { readonly customer: Customer }): ReactNode {
  const t = usePhrases(whatPhrases);
  const { language } = useSpeech();
  return (
    <Group gap="sm" flex="1 1 14rem" miw={0}>
      <Title order={1} size="h3" lineClamp={2} className={classes['name']} dir="auto">
        {name ?? phone ?? t('customer.no-name')}
      </Title>
      {tier === null ? null : (
        <Badge size="lg" maw="100%">
          {say(tier.name, language)}
        </Badge>
      )}
      {status === 'blocked' ? (
        <Badge size="lg" color="red">
          {t('customer.blocked')}
        </Badge>
      ) : null}
    </Group>
  );
}

function Balances({ customer, till: { words } }: Pick<CustomerCardProps, 'till'> & { readonly customer: Customer }) {
  const t = usePhrases(whatPhrases);
  const format = useFormat();
  const all = Object.entries(customer.balances);
  const shown = all.filter(([, { available, pending }], index) => index === 0 || available + pending > 0);
  return shown.map(([wallet, { available }]) => (
    <div key={wallet}>
      <Text fz={28} fw={700} lh={1.2} ta={{ base: 'left', sm: 'right' }} className="kopilka-figures">
        {words.count(format, wallet, available)}
      </Text>
      <Text size="sm" c="dimmed" ta={{ base: 'left', sm: 'right' }}>
        {format.unitWord(available / words.partsOf(wallet), words.nameOf(wallet))}, {t('customer.available')}
      </Text>
    </div>
  ));
}

/** Whom to compare with, and what is worth a word. */
function Notes({ customer, till: { words } }: Pick<CustomerCardProps, 'till'> & { readonly customer: Customer }) {
  const t = usePhrases(whatPhrases);
  const format = useFormat();
  const { name, phone, birthday } = customer;
  const notes = Object.entries(customer.balances).flatMap(([wallet, { pending, debt, expiring }]) => {
    const unitsOf = (count: number): string => words.units(format, wallet, count);
    const isSoon = expiring !== null && Date.parse(expiring.at) - Date.now() < SOON_DAYS * DAY_MS;
    return [
      isSoon ? t('customer.expiring', { units: unitsOf(expiring.units), date: format.lastDay(expiring.at) }) : null,
      pending > 0 ? t('customer.pending', { units: unitsOf(pending) }) : null,
      debt > 0 ? t('customer.debt', { units: unitsOf(debt) }) : null,
    ];
  });
  const near =
    birthday === null
      ? null
      : birthday.inDays === 0
        ? t('customer.birthday-today')
        : t('customer.birthday-in', { n: birthday.inDays });
  return [name === null ? null : phone, near, ...notes].filter((note) => note !== null).join(' · ');
}
