/** The code of the friend who brought somebody: as the link says it, or typed. It keeps nobody from joining. */
import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Trouble, troubleOf } from '../../data/trouble.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { joinPhrases } from './phrases.ts';
import { useOffers } from './use-offers.ts';

/** Longer is no code. */
const CHARACTERS_MAX = 64;
const REFUSALS = /^referral_/u;

export interface FriendCode {
  readonly typed: string;
  /** Why it does not count, if it was sent and refused as it stands there. */
  readonly refused: Extract<Trouble, { type: 'refused' }> | null;
  /** What is sent along: nothing of what was refused already. */
  readonly sent: { readonly referralCode?: string };
  type(code: string): void;
  /** Whether it was the code of the friend that was refused. */
  hear(error: unknown): boolean;
}

export function useFriendCode(): FriendCode {
  const [typed, setTyped] = useState(codeInLink);
  const [refused, setRefused] = useState<FriendCode['refused']>(null);
  const code = typed.trim();
  return {
    typed,
    refused,
    sent: code === '' || refused !== null ? {} : { referralCode: code },
    type: (next) => {
      setTyped(next);
      setRefused(null);
    },
    hear: (error) => {
      const trouble = troubleOf(error);
      if (trouble.type !== 'refused' || !REFUSALS.test(trouble.code)) return false;
      setRefused(trouble);
      return true;
    },
  };
}

/** As the link of a friend brings it. */
export function codeInLink(): string {
  return (new URLSearchParams(location.search).get('friend') ?? '').trim().slice(0, CHARACTERS_MAX);
}

/** Only where friends count, or a link has brought a code. */
export function FriendField({ friend: { typed, refused, type } }: { readonly friend: FriendCode }): ReactNode {
  const t = usePhrases(joinPhrases);
  const { language } = useSpeech();
  const takesFriends = useOffers().data?.some((offer) => offer.takesFriends) === true;
  if (!takesFriends && typed === '') return null;
  return (
    <TextInput
      size="lg"
      name="friend"
      label={t('friend.label')}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={CHARACTERS_MAX}
      error={refused === null ? null : `${refused.advice[language]} ${t('friend.without')}`}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
