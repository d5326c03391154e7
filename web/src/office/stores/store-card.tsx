/** One store with its tills. */
import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { PairingDialog } from './pairing-dialog.tsx';
import { storePhrases } from './phrases.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import type { Store, Till } from './store-data.ts';
import { StoreForm } from './store-form.tsx';
import { TillForm } from './till-form.tsx';
import classes from './stores.module.css';

export interface StoreCardProps {
  readonly store: Store;
  readonly stores: readonly Store[];
  readonly tills: readonly Till[];
  readonly canChange: boolean;
}

/** What is open above the card. */
type Open =
  | { readonly type: 'nothing' | 'store' | 'new-till' }
  | { readonly type: 'till' | 'pairing' | 'revoke'; readonly till: Till };

const NOTHING: Open = { type: 'nothing' };

export function StoreCard({ store, stores, tills, canChange }: StoreCardProps): ReactNode {
  const t = usePhrases(storePhrases);
  const [open, setOpen] = useState<Open>(NOTHING);
  const close = (): void => setOpen(NOTHING);
  const living = tills.filter(({ status }) => status !== 'revoked');
  const revoked = tills.filter(({ status }) => status === 'revoked');
  return (
    <Card>
      <Group justify="space-between" align="flex-start" mb="md">
        <div className={classes['words']}>
          <Title order={2} size="h4">
            {store.name}
          </Title>
          {store.address === null ? null : (
            <Text size="sm" c="dimmed">
              {store.address}
            </Text>
          )}
        </div>
        {canChange ? (
          <Group gap="xs">
            <Button variant="default" onClick={() => setOpen({ type: 'store' })}>
              {t('cashier.change')}
            </Button>
            <Button variant="default" onClick={() => setOpen({ type: 'new-till' })}>
              {t('till.add')}
            </Button>
          </Group>
        ) : null}
      </Group>
      {living.length === 0 ? <Text c="dimmed">{t('till.none')}</Text> : null}
      <Rows label={t('till.list', { store: store.name })}>
        {living.map((till) => (
          <TillRow key={till.id} till={till} canChange={canChange} onOpen={setOpen} />
        ))}
      </Rows>
      {revoked.length === 0 ? null : (
        <Text size="sm" c="dimmed" mt="sm" className={classes['words']}>
          {t('till.revoked-list', { names: revoked.map(({ name }) => name).join(', ') })}
        </Text>
      )}
      <Above open={open} store={store} stores={stores} count={tills.length} onOpen={setOpen} onClose={close} />
    </Card>
  );
}

interface TillRowProps {
  readonly till: Till;
  readonly canChange: boolean;
  onOpen(open: Open): void;
}

/** Whoever was heard of within it is in touch: what is written down is a minute old. */
const NOW_MS = 3 * 60_000;

function TillRow({ till, canChange, onOpen }: TillRowProps): ReactNode {
  const t = usePhrases(storePhrases);
  const isPaired = till.status === 'paired';
  return (
    <Row
      title={till.name}
      marks={isPaired ? <Badge>{t('till.paired')}</Badge> : <Badge color="yellow">{t('till.waiting')}</Badge>}
      about={useLastSeen(till)}
      actions={
        canChange ? (
          <>
            <Button variant={isPaired ? 'default' : 'filled'} onClick={() => onOpen({ type: 'pairing', till })}>
              {isPaired ? t('till.code-again') : t('till.code')}
            </Button>
            <Button variant="default" onClick={() => onOpen({ type: 'till', till })}>
              {t('cashier.change')}
            </Button>
            <Button variant="default" onClick={() => onOpen({ type: 'revoke', till })}>
              {t('till.revoke')}
            </Button>
          </>
        ) : undefined
      }
    />
  );
}

/** null when there is nothing to say. */
function useLastSeen({ lastUsedAt, pairedAt, codeUntil }: Till): string | null {
  const t = usePhrases(storePhrases);
  const format = useFormat();
  const seen =
    lastUsedAt !== null && Date.now() - Date.parse(lastUsedAt) < NOW_MS
      ? t('till.now')
      : lastUsedAt !== null
        ? t('till.seen', { when: format.dateTime(lastUsedAt) })
        : pairedAt === null
          ? null
          : t('till.unseen', { when: format.dateTime(pairedAt) });
  const code = codeUntil === null ? null : t('till.code-until', { when: format.time(codeUntil) });
  const parts = [seen, code].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

interface AboveProps {
  readonly open: Open;
  readonly store: Store;
  readonly stores: readonly Store[];
  /** Of tills that there are or were. */
  readonly count: number;
  onOpen(open: Open): void;
  onClose(): void;
}

function Above({ open, store, stores, count, onOpen, onClose }: AboveProps): ReactNode {
  switch (open.type) {
    case 'nothing':
      return null;
    case 'store':
      return <StoreForm store={store} stores={stores} onClose={onClose} />;
    case 'new-till':
      return (
        <TillForm
          till={null}
          store={store}
          stores={stores}
          count={count}
          onSaved={(till) => onOpen({ type: 'pairing', till })}
          onClose={onClose}
        />
      );
    case 'till':
      return (
        <TillForm till={open.till} store={store} stores={stores} count={count} onSaved={onClose} onClose={onClose} />
      );
    case 'pairing':
      return <PairingDialog till={open.till} onClose={onClose} />;
    case 'revoke':
      return <RevokeDialog till={open.till} onClose={onClose} />;
  }
}
