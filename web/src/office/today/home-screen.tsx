/** /office itself: how the shop is doing for whoever may see it, the first place of their own for the others. */
import type { ReactNode } from 'react';
import { useSession } from '../../data/session.tsx';
import { FirstPlace } from '../frame.tsx';
import { TODAY_SCOPES } from '../places.ts';
import { TodayScreen } from './today-screen.tsx';

export function HomeScreen(): ReactNode {
  const { may } = useSession();
  return TODAY_SCOPES.some(may) ? <TodayScreen /> : <FirstPlace />;
}
