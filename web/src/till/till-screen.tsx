/** The till, once its program is known. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { programWordsIn } from '../data/program-words.ts';
import { useApi } from '../data/session.tsx';
import { type Shop, useShop } from '../data/use-organization.ts';
import { PlaceProvider, usePhrases } from '../i18n/language.tsx';
import { Asked, Empty } from '../ui/states.tsx';
import { DeskScreen } from './desk.tsx';
import { useTillSession } from './entrance/session.ts';
import { tillPhrases } from './phrases.ts';
import type { Till } from './till.ts';

export function TillScreen(): ReactNode {
  const shop = useShop();
  return <Asked query={shop}>{(known) => <Opened shop={known} />}</Asked>;
}

function Opened({ shop }: { readonly shop: Shop }): ReactNode {
  const t = usePhrases(tillPhrases);
  const { client, answer } = useApi();
  const { organization, store } = useTillSession();
  const [program] = shop.programs;
  const programId = program?.programId ?? '';
  const rules = useQuery({
    queryKey: ['program', programId],
    enabled: program !== undefined,
    queryFn: () => answer(client.GET('/v1/programs/{id}', { params: { path: { id: programId } } })),
  });
  const words = useMemo(() => programWordsIn(rules.data?.document), [rules.data]);
  if (program === undefined) return <Empty title={t('no-program.title')} advice={t('no-program.advice')} />;
  const till: Till = { organizationId: organization.id, shop: shop.name, program, words };
  const timeZone = store.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <PlaceProvider place={{ currency: program.currency, timeZone }}>
      <DeskScreen till={till} />
    </PlaceProvider>
  );
}
