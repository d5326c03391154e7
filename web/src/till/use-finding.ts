/** The one field's work: what is typed, whom it could mean, and what Enter and the arrows do. */
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type SyntheticEvent, useState } from 'react';
import type { Schema } from '@kopilka/client';
import { useApi } from '../data/session.tsx';
import { kindOfTyped } from './typed.ts';
import { candidatesQuery, useCandidates } from './use-candidates.ts';

export interface Finding {
  readonly typed: string;
  readonly found: readonly Schema<'MemberRow'>[];
  readonly hasMore: boolean;
  /** Which of those found the arrows stand on; -1 none. */
  readonly active: number;
  type(text: string): void;
  /** Enter: whoever is chosen, the only one there is, or whatever it may be. */
  find(event: SyntheticEvent): void;
  move(event: KeyboardEvent): void;
}

export function useFinding({
  onScan,
  onChoose,
}: {
  onScan(text: string): void;
  onChoose(memberId: string): void;
}): Finding {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(-1);
  const api = useApi();
  const queries = useQueryClient();
  const candidates = useCandidates(typed);
  const found = candidates.data?.members ?? [];
  const find = async (): Promise<void> => {
    const text = typed.trim();
    const chosen = found[active];
    if (chosen !== undefined) return onChoose(chosen.id);
    if (text === '') return undefined;
    if (kindOfTyped(text) !== 'partial') return onScan(text);
    const { members } = await queries.fetchQuery(candidatesQuery(api, text)).catch(() => ({ members: [] }));
    const [only, another] = members;
    // Nobody has such a phone or name: it may be a short card or a coupon.
    if (only === undefined) return onScan(text);
    if (another === undefined) return onChoose(only.id);
    return setActive(0);
  };
  return {
    typed,
    found,
    hasMore: candidates.data?.hasMore ?? false,
    active,
    type: (text) => {
      setTyped(text);
      setActive(-1);
    },
    find: (event) => {
      event.preventDefault();
      void find();
    },
    move: (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined || found.length === 0) return;
      event.preventDefault();
      // From the field the first arrow down leads to the first, up to the last.
      setActive(active < 0 && step < 0 ? found.length - 1 : (active + step + found.length) % found.length);
    },
  };
}
