/** The till: who, what, done on one screen, without a page load. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useReducer } from 'react';
import { useApi } from '../data/session.tsx';
import { unitNamesIn } from '../data/unit-names.ts';
import { type ShopProgram, useShop } from '../data/use-organization.ts';
import { PlaceProvider, usePhrases } from '../i18n/language.tsx';
import { Asked, Empty } from '../ui/states.tsx';
import { TillLayout } from '../ui/till-layout.tsx';
import { DoneStep } from './done-step.tsx';
import { useTillSession } from './entrance/session.ts';
import { tillPhrases } from './phrases.ts';
import { NEW_SALE, type Sale, saleAfter } from './sale.ts';
import { WhatStep } from './what-step.tsx';
import { WhoStep } from './who-step.tsx';

export function TillScreen(): ReactNode {
  const t = usePhrases(tillPhrases);
  const shop = useShop();
  return (
    <Asked query={shop}>
      {({ programs: [program] }) =>
        program === undefined ? (
          <Empty title={t('no-program.title')} advice={t('no-program.advice')} />
        ) : (
          <Sales program={program} />
        )
      }
    </Asked>
  );
}

function Sales({ program }: { readonly program: ShopProgram }): ReactNode {
  const t = usePhrases(tillPhrases);
  const { till: own, store, cashier, canLock, lock } = useTillSession();
  const { client, answer } = useApi();
  const [sale, say] = useReducer(saleAfter, NEW_SALE);
  const rules = useQuery({
    queryKey: ['program', program.programId],
    queryFn: () => answer(client.GET('/v1/programs/{id}', { params: { path: { id: program.programId } } })),
  });
  const till = {
    program,
    nameOf: unitNamesIn(rules.data?.document),
  };
  return (
    <PlaceProvider place={{ currency: program.currency, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }}>
      <TillLayout
        name={`${own.name} · ${store.name}`}
        steps={stepsOf(sale, t)}
        status={
          canLock ? (
            <Button variant="subtle" onClick={lock}>
              {cashier === null ? t('till.lock') : t('till.lock-of', { name: cashier.name })}
            </Button>
          ) : null
        }
      >
        {sale.step === 'who' ? (
          <WhoStep onFound={(member) => say({ type: 'found', member, receiptId: crypto.randomUUID() })} />
        ) : null}
        {sale.step === 'what' ? <WhatStep sale={sale} till={till} onWord={say} /> : null}
        {sale.step === 'done' ? <DoneStep sale={sale} till={till} onNext={() => say({ type: 'next' })} /> : null}
      </TillLayout>
    </PlaceProvider>
  );
}

const STEPS = ['who', 'what', 'done'] as const;

function stepsOf(sale: Sale, t: ReturnType<typeof usePhrases<typeof tillPhrases.en>>) {
  const labels = { who: t('step.who'), what: t('step.what'), done: t('step.done') };
  const now = STEPS.indexOf(sale.step);
  return STEPS.map((id, index) => {
    const state = index < now ? ('done' as const) : index === now ? ('now' as const) : ('later' as const);
    return { id, label: labels[id], state };
  });
}
