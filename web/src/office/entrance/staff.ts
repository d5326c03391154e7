/** Who has signed in to the office, for the screens. */
import type { Schema } from '@kopilka/client';
import { createContext, useContext } from 'react';

export type Me = Schema<'Me'>;
export type Workplace = NonNullable<Me['organization']>;

export interface Staff {
  readonly me: Me;
  /** Whom this session works for. */
  readonly organization: Workplace;
  /** The person has changed: their name, their second factor. */
  changed(me: Me): void;
  /** Goes on in another organization. Throws TroubleError. */
  choose(organizationId: string): Promise<void>;
  /** Ends the session and leaves for the sign-in. Throws TroubleError, and then nothing has ended. */
  leave(): Promise<void>;
}

export const StaffContext = createContext<Staff | null>(null);

export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (staff === null) throw new Error('an office screen outside of StaffSession');
  return staff;
}
