/** Screens that bring much with them (the engine, the text editor): fetched when somebody goes there, so that the others stay light. */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Loading } from '../ui/states.tsx';

export const ProgramScreen = late(async () => (await import('./program/program-screen.tsx')).ProgramScreen);
export const StartScreen = late(async () => (await import('./start/start-screen.tsx')).StartScreen);
export const PosterScreen = late(async () => (await import('./start/poster-screen.tsx')).PosterScreen);
export const ReceiptScreen = late(async () => (await import('./receipt/receipt-screen.tsx')).ReceiptScreen);

function late(fetch: () => Promise<ComponentType>): () => ReactNode {
  const Screen = lazy(async () => ({ default: await fetch() }));
  return () => (
    <Suspense fallback={<Loading />}>
      <Screen />
    </Suspense>
  );
}
