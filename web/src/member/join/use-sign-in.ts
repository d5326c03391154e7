/** The code for a session: the cookie comes with the answer, and the key of the card's QR, once. */
import { type Command, useCommand } from '../../data/use-command.ts';
import type { SignedIn } from '../card-types.ts';
import { useCard } from '../session.tsx';
import type { Contact } from './contact-step.tsx';

export interface Given {
  readonly version: number;
  readonly granted: boolean;
}

export type SignInInput = Contact & {
  readonly code: string;
  readonly language: 'ru' | 'en';
  readonly name?: string;
  readonly referralCode?: string;
  readonly consents?: { readonly processing?: Given; readonly advertising?: Given };
};

/** Longer is no poster's name. */
const FROM_MAX = 60;

export function useSignIn(): Command<SignInInput, SignedIn> {
  const { api, organization, enter } = useCard();
  return useCommand(async ({ input }) => {
    const from = cameFrom();
    const signedIn = await api.answer(
      api.client.POST('/v1/card/{organization}/sign-in', {
        params: { path: { organization } },
        body: { ...input, ...(from === null ? {} : { from }) },
      }),
    );
    await enter(signedIn);
    return signedIn;
  });
}

/** Which poster the person scanned, as its address says it. */
function cameFrom(): string | null {
  const from = (new URLSearchParams(location.search).get('from') ?? '').replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return from === '' ? null : from.slice(0, FROM_MAX);
}
