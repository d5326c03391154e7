/** For whoever is new: each consent by itself, with its whole text, none ticked beforehand; and what to call the person. */
import { Button, Checkbox, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Asked } from '../../ui/states.tsx';
import type { Consent } from '../card-types.ts';
import { useCard } from '../session.tsx';
import { ConsentText } from './consent-text.tsx';
import type { Contact } from './contact-step.tsx';
import { FriendField, useFriendCode } from './friend-field.tsx';
import { joinPhrases } from './phrases.ts';
import { type Given, useSignIn } from './use-sign-in.ts';

export interface ConsentsStepProps {
  readonly contact: Contact;
  readonly code: string;
  /** The code has run out meanwhile. */
  onCodeOver(): void;
}

export function ConsentsStep(props: ConsentsStepProps): ReactNode {
  const consents = useConsents();
  return (
    <Asked query={consents}>
      {(known) => <ConsentsForm {...props} consents={known} onOutdated={() => void consents.refetch()} />}
    </Asked>
  );
}

/** The texts in force. */
export function useConsents() {
  const { api, organization } = useCard();
  return useQuery({
    queryKey: ['consents'],
    queryFn: async () => {
      const { consents } = await api.answer(
        api.client.GET('/v1/public/organizations/{id}/consents', { params: { path: { id: organization } } }),
      );
      return consents;
    },
  });
}

interface ConsentsFormProps extends ConsentsStepProps {
  readonly consents: readonly Consent[];
  onOutdated(): void;
}

function ConsentsForm({ contact, code, consents, onCodeOver, onOutdated }: ConsentsFormProps): ReactNode {
  const t = usePhrases(joinPhrases);
  const { language } = useSpeech();
  const [name, setName] = useState('');
  /** What was ticked, by the very text that stood there. */
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  const signIn = useSignIn();
  const friend = useFriendCode();
  const isTicked = (consent: Consent): boolean => ticked.includes(nameOf(consent));
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setIsAsked(true);
    if (consents.some((consent) => consent.required && !isTicked(consent))) return;
    const given = new Map<string, Given>(
      consents.map((consent) => [consent.kind, { version: consent.version, granted: isTicked(consent) }]),
    );
    const input = { ...contact, code, language, ...(name.trim() === '' ? {} : { name: name.trim() }) };
    signIn.run({ ...input, ...friend.sent, consents: Object.fromEntries(given) }).catch((error: unknown) => {
      if (friend.hear(error)) return;
      const trouble = troubleOf(error);
      if (trouble.type === 'refused' && trouble.code === 'consent_outdated') onOutdated();
    });
  };
  const refused = signIn.state.error === null ? null : troubleOf(signIn.state.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <div>
          <Title order={3} size="h4">
            {t('consents.title')}
          </Title>
          <Text c="dimmed">{t('consents.about')}</Text>
        </div>
        <TextInput
          size="lg"
          name="name"
          label={t('consents.name')}
          autoComplete="given-name"
          autoFocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FriendField friend={friend} />
        {consents.map((consent) => (
          <Stack key={nameOf(consent)} gap={4}>
            <Checkbox
              size="md"
              label={consent.title[language]}
              description={consent.required ? t('consents.required') : t('consents.optional')}
              error={isAsked && consent.required && !isTicked(consent) ? t('consents.missing') : null}
              checked={isTicked(consent)}
              onChange={(event) =>
                setTicked(
                  event.currentTarget.checked
                    ? [...ticked, nameOf(consent)]
                    : ticked.filter((one) => one !== nameOf(consent)),
                )
              }
            />
            <ConsentText consent={consent} />
          </Stack>
        ))}
        {refused === null || friend.refused !== null ? null : <Refusal trouble={refused} />}
        {refused?.type === 'refused' && refused.code === 'card_code_wrong' ? (
          <Button size="lg" variant="light" onClick={onCodeOver}>
            {t('consents.code-again')}
          </Button>
        ) : null}
        <Button type="submit" size="lg" loading={signIn.state.isPending}>
          {t('consents.join')}
        </Button>
      </Stack>
    </form>
  );
}

/** Another version is another text, which nobody has agreed to yet. */
function nameOf({ kind, version }: Consent): string {
  return `${kind} ${version}`;
}
