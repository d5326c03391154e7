/**
 * What this device keeps of one shop's card: whose it is, the key of its QR, the last answers, and how far the server's clock is
 * ahead. Answers belong to one member and one build of the app: nobody sees another's, and no screen an answer of a shape that
 * it does not know. After `forget` nothing is written any more until somebody has signed in again, however late an answer comes.
 */
import { type DeviceKey, isDeviceKey } from '../token.ts';
import type { Shelf } from './shelf.ts';

export interface Holder {
  readonly memberId: string;
  /** null where the browser cannot make the QR: it has no WebCrypto without https. */
  readonly key: DeviceKey | null;
}

export interface KeptAnswer {
  readonly name: string;
  readonly data: unknown;
  /** When the server gave it, ms by the device's clock. */
  readonly at: number;
}

export interface Kept {
  readonly holder: Holder | null;
  /** Somebody signed out without a network: the server does not know it yet. */
  readonly isLeaving: boolean;
  /** By how much the server's clock is ahead of the device's, ms. */
  readonly clockAheadMs: number;
  readonly answers: readonly KeptAnswer[];
}

export interface Keeper {
  read(): Promise<Kept>;
  /** A new holder takes everything of the one before off the device. */
  hold(holder: Holder): Promise<void>;
  keep(answer: KeptAnswer): Promise<void>;
  keepClock(aheadMs: number): Promise<void>;
  /** Erases everything of this shop. `isLeaving`: remembers that the server must still be told. */
  forget(options?: { readonly isLeaving?: boolean }): Promise<void>;
}

const ANSWER = 'answer ';

/** `build` names the version of the app that writes and reads. */
export function createKeeper(shelf: Shelf, build: string): Keeper {
  let memberId: string | null = null;
  return {
    read: async () => {
      const kept = await shelf.all();
      const holder = holderIn(kept.get('holder'));
      memberId = holder?.memberId ?? null;
      const clockAheadMs = kept.get('clock');
      return {
        holder,
        isLeaving: kept.get('leaving') === true,
        clockAheadMs: typeof clockAheadMs === 'number' ? clockAheadMs : 0,
        answers: [...kept].flatMap(([name, value]) =>
          name.startsWith(ANSWER) ? answersIn(value, { name: name.slice(ANSWER.length), memberId, build }) : [],
        ),
      };
    },
    hold: async (holder) => {
      if (holder.memberId !== memberId) await shelf.clear();
      memberId = holder.memberId;
      await shelf.put('holder', holder);
    },
    keep: async ({ name, data, at }) => {
      if (memberId !== null) await shelf.put(`${ANSWER}${name}`, { data, at, memberId, build });
    },
    keepClock: async (aheadMs) => {
      if (memberId !== null) await shelf.put('clock', aheadMs);
    },
    forget: async ({ isLeaving = false } = {}) => {
      memberId = null;
      await shelf.clear();
      if (isLeaving) await shelf.put('leaving', true);
    },
  };
}

function holderIn(value: unknown): Holder | null {
  const memberId = fieldIn(value, 'memberId');
  if (typeof memberId !== 'string') return null;
  const key = fieldIn(value, 'key');
  return { memberId, key: isDeviceKey(key) ? key : null };
}

function answersIn(
  value: unknown,
  { name, memberId, build }: { readonly name: string; readonly memberId: string | null; readonly build: string },
): readonly KeptAnswer[] {
  const at = fieldIn(value, 'at');
  const isOurs = memberId !== null && fieldIn(value, 'memberId') === memberId && fieldIn(value, 'build') === build;
  return isOurs && typeof at === 'number' ? [{ name, data: fieldIn(value, 'data'), at }] : [];
}

function fieldIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
