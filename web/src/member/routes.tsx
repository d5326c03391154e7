/** The card's addresses, all below /c/{organization}. The card itself comes with the first load, the other screens when they are opened. */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Loading } from '../ui/states.tsx';
import { CardScreen } from './card/card-screen.tsx';
import { JoinScreen } from './join/join-screen.tsx';
import { CardLive } from './live.tsx';
import { usePath } from './places.tsx';
import { ProgramChoice } from './program-choice.tsx';
import { useCard } from './session.tsx';

const RewardsScreen = later(async () => (await import('./rewards/rewards-screen.tsx')).RewardsScreen);
const HistoryScreen = later(async () => (await import('./history/history-screen.tsx')).HistoryScreen);
const MoreScreen = later(async () => (await import('./more/more-screen.tsx')).MoreScreen);

/** The sign-in, or the screens; both when a session ends: what was being typed is still there afterwards, for the same person. */
export function MemberRoutes(): ReactNode {
  const { holder, isOver } = useCard();
  const path = usePath();
  if (holder === null) return <JoinScreen />;
  return (
    <>
      {isOver ? <JoinScreen isBack /> : null}
      <div key={holder.memberId} hidden={isOver}>
        <CardLive>
          <ProgramChoice>
            <ErrorBoundary key={path}>
              <Suspense fallback={<Loading />}>{screenAt(path)}</Suspense>
            </ErrorBoundary>
          </ProgramChoice>
        </CardLive>
      </div>
    </>
  );
}

function screenAt(path: string): ReactNode {
  switch (path.split('/')[3]) {
    case 'rewards':
      return <RewardsScreen />;
    case 'history':
      return <HistoryScreen />;
    case 'more':
      return <MoreScreen />;
    default:
      return <CardScreen />;
  }
}

const RELOADED = 'kopilka.card.reloaded';

/**
 * A part that is loaded when it is needed. One that is not there any more belongs to a build before the server's: the page is loaded
 * anew, once; what fails again is said.
 */
function later(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => {
    try {
      const loaded = { default: await load() };
      sessionStorage.removeItem(RELOADED);
      return loaded;
    } catch (error) {
      if (sessionStorage.getItem(RELOADED) !== null) throw error;
      sessionStorage.setItem(RELOADED, 'yes');
      location.reload();
      return await new Promise<never>(() => undefined);
    }
  });
}
