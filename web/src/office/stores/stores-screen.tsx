/** «Точки и кассы»: stores with their tills, who works at them, and above which amount a customer's code is asked for. */
import { Button, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSession } from '../../data/session.tsx';
import { usePhrases } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { InsecureNote } from '../insecure-note.tsx';
import { CashiersCard } from './cashiers-card.tsx';
import { LimitCard } from './limit-card.tsx';
import { storePhrases } from './phrases.ts';
import { usePlaces } from './store-data.ts';
import { StoreCard } from './store-card.tsx';
import { StoreForm } from './store-form.tsx';

export function StoresScreen(): ReactNode {
  const t = usePhrases(storePhrases);
  const { may } = useSession();
  const places = usePlaces();
  const [isAdding, setAdding] = useState(false);
  const canChange = may('shop');
  const add = canChange ? <Button onClick={() => setAdding(true)}>{t('store.add')}</Button> : undefined;
  return (
    <Page title={t('page.title')} about={t('page.about')} actions={add}>
      <InsecureNote />
      <Asked query={places}>
        {({ stores, tills }) => (
          <Stack gap="lg">
            {stores.length === 0 ? (
              <Card>
                <Empty title={t('store.none.title')} advice={t('store.none.advice')} action={add} />
              </Card>
            ) : (
              stores.map((store) => (
                <StoreCard
                  key={store.id}
                  store={store}
                  stores={stores}
                  tills={tills.filter((till) => till.store.id === store.id)}
                  canChange={canChange}
                />
              ))
            )}
            {isAdding ? <StoreForm store={null} stores={stores} onClose={() => setAdding(false)} /> : null}
          </Stack>
        )}
      </Asked>
      {canChange ? <CashiersCard /> : null}
      <LimitCard />
    </Page>
  );
}
