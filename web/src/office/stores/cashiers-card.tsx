/** Who may work at tills, and their PINs. */
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { Card } from '../../ui/page.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { Asked } from '../../ui/states.tsx';
import { CashierForm } from './cashier-form.tsx';
import { storePhrases } from './phrases.ts';
import { type Cashier, useCashiers, useRefresh } from './store-data.ts';
import classes from './stores.module.css';

type Open = { readonly type: 'nothing' | 'new' } | { readonly type: 'change' | 'remove'; readonly cashier: Cashier };

export function CashiersCard(): ReactNode {
  const t = usePhrases(storePhrases);
  const cashiers = useCashiers();
  const [open, setOpen] = useState<Open>({ type: 'nothing' });
  const close = (): void => setOpen({ type: 'nothing' });
  return (
    <Card>
      <Group justify="space-between" align="flex-start" mb="md" wrap="wrap">
        <div className={classes['words']}>
          <Title order={2} size="h4">
            {t('cashier.title')}
          </Title>
          <Text size="sm" c="dimmed" maw={640}>
            {t('cashier.about')}
          </Text>
        </div>
        <Button variant="default" onClick={() => setOpen({ type: 'new' })}>
          {t('cashier.add')}
        </Button>
      </Group>
      <Asked query={cashiers}>
        {(list) => (
          <Stack gap="xs">
            {list.some(({ hasPin }) => hasPin) ? null : (
              <Text>
                {t('cashier.none.title')}. {t('cashier.none.advice')}
              </Text>
            )}
            <Rows label={t('cashier.list')}>
              {list.map((cashier) => (
                <CashierRow key={cashier.id} cashier={cashier} onOpen={setOpen} />
              ))}
            </Rows>
            {open.type === 'remove' ? (
              <RemoveDialog
                cashier={open.cashier}
                isLast={list.filter(({ hasPin }) => hasPin).length === 1}
                onClose={close}
              />
            ) : null}
          </Stack>
        )}
      </Asked>
      {open.type === 'new' ? <CashierForm cashier={null} onClose={close} /> : null}
      {open.type === 'change' ? <CashierForm cashier={open.cashier} onClose={close} /> : null}
    </Card>
  );
}

function CashierRow({ cashier, onOpen }: { readonly cashier: Cashier; onOpen(open: Open): void }): ReactNode {
  const t = usePhrases(storePhrases);
  const { name, isStaff, hasPin } = cashier;
  return (
    <Row
      title={name}
      marks={hasPin ? <Badge>{t('cashier.has-pin')}</Badge> : <Badge color="gray">{t('cashier.no-pin')}</Badge>}
      about={isStaff ? t('cashier.staff') : t('cashier.till-only')}
      actions={
        <>
          <Button variant="default" onClick={() => onOpen({ type: 'change', cashier })}>
            {hasPin ? t('cashier.change') : t('cashier.give')}
          </Button>
          {hasPin ? (
            <Button variant="default" onClick={() => onOpen({ type: 'remove', cashier })}>
              {t('cashier.remove')}
            </Button>
          ) : null}
        </>
      }
    />
  );
}

interface RemoveDialogProps {
  readonly cashier: Cashier;
  readonly isLast: boolean;
  onClose(): void;
}

function RemoveDialog({ cashier, isLast, onClose }: RemoveDialogProps): ReactNode {
  const t = usePhrases(storePhrases);
  const { client, done } = useApi();
  const refresh = useRefresh();
  const remove = useCommand(({ input: id }: { readonly input: string }) =>
    done(client.DELETE('/v1/cashiers/{id}', { params: { path: { id } } })),
  );
  const run = async (): Promise<void> => {
    await remove.run(cashier.id);
    refresh();
    onClose();
  };
  return (
    <ConfirmWithConsequence
      opened
      title={t('remove.title', { name: cashier.name })}
      consequence={isLast ? `${t('remove.consequence')} ${t('remove.last')}` : t('remove.consequence')}
      action={t('cashier.remove')}
      isBusy={remove.state.isPending}
      trouble={remove.state.error === null ? null : troubleOf(remove.state.error)}
      onConfirm={() => void run().catch(() => undefined)}
      onCancel={onClose}
    />
  );
}
