/** The card: what there is and what it is worth, large; the QR for the till; what burns when; how far the next level is. */
import { Alert } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Asked, Empty, Loading } from '../../ui/states.tsx';
import type { Me } from '../card-types.ts';
import { Frame } from '../frame.tsx';
import { memberPhrases } from '../phrases.ts';
import { ProgramSwitch, useProgram } from '../program-choice.tsx';
import { useCard } from '../session.tsx';
import { ageOf, useMe } from '../use-me.ts';
import { Balance } from './balance.tsx';
import { BurnsCard } from './burns-card.tsx';
import { Confirmations } from './confirmations.tsx';
import { CouponsCard } from './coupons-card.tsx';
import { LevelCard } from './level-card.tsx';
import { ShowCard } from './show-card.tsx';

// Most cards have nothing to tell.
const FriendNote = lazy(() =>
  import('./friend-note.tsx').then(
    ({ FriendNote: loaded }) => ({ default: loaded }),
    () => ({ default: () => null }),
  ),
);

// Where it cannot be loaded, the card is complete without it.
const Below = lazy(() =>
  import('./below.tsx').then(
    ({ Below: loaded }) => ({ default: loaded }),
    () => ({ default: () => null }),
  ),
);

export function CardScreen(): ReactNode {
  const me = useMe();
  const { program } = useProgram();
  const { friend, closeFriend } = useCard();
  if (me.data === undefined)
    return (
      <Frame head={null}>
        <Card>{me.failureReason === null ? <Loading /> : <Asked query={me}>{() => null}</Asked>}</Card>
      </Frame>
    );
  return (
    <Frame head={program === undefined ? null : <Balance program={program} />}>
      {friend === null ? null : (
        <Suspense>
          <FriendNote friend={friend} onClose={closeFriend} />
        </Suspense>
      )}
      {/* Without a network the frame says so; anything else that went wrong is said here. */}
      {me.error === null || ageOf(me) !== null ? null : <Asked query={me}>{() => null}</Asked>}
      <Parts me={me.data} />
    </Frame>
  );
}

function Parts({ me }: { readonly me: Me }): ReactNode {
  const t = usePhrases(memberPhrases);
  const { program } = useProgram();
  return (
    <>
      <ShowCard card={me.member.card} asked={<Confirmations />} />
      {me.member.status === 'blocked' ? (
        <Alert color="red" radius="lg" title={t('blocked.title')}>
          {t('blocked.advice')}
        </Alert>
      ) : null}
      <ProgramSwitch />
      {program === undefined ? (
        <Card>
          <Empty title={t('none.title')} advice={t('none.advice')} />
        </Card>
      ) : (
        <>
          <LevelCard program={program} />
          <CouponsCard coupons={program.coupons} />
          <BurnsCard program={program} />
          <Suspense>
            <Below />
          </Suspense>
        </>
      )}
    </>
  );
}
