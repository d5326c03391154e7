/** /office/setup#token: the first page of a new server, behind the link that it prints. Makes the shop and its owner, and goes on to the program. */
import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { createOpenApi } from '../../data/api.ts';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Empty } from '../../ui/states.tsx';
import { DoorPage } from '../entrance/door.tsx';
import { isPasswordLongEnough, NewPassword } from '../entrance/new-password.tsx';
import { setupPhrases } from './setup-phrases.ts';

/** Where the way goes on, signed in. */
const NEXT = '/office/start';
const NOBODY = { shop: '', name: '', email: '', password: '' };

export function SetupPage({ token }: { readonly token: string }): ReactNode {
  const t = usePhrases(setupPhrases);
  return (
    <DoorPage title={t('setup.title')} {...(token === '' ? {} : { about: t('setup.about') })}>
      {token === '' ? (
        <Empty title={t('setup.no-token.title')} advice={t('setup.no-token.advice')} />
      ) : (
        <SetupForm token={token} />
      )}
    </DoorPage>
  );
}

function SetupForm({ token }: { readonly token: string }): ReactNode {
  const t = usePhrases(setupPhrases);
  const [typed, setTyped] = useState(NOBODY);
  const beginning = useMutation({
    mutationFn: async () => {
      const { client, answer } = createOpenApi();
      await answer(client.POST('/v1/setup', { body: { token, ...typed } }));
      // The link is worth nothing any more, and does not stay in the history either.
      location.replace(NEXT);
    },
  });
  const field = (name: keyof typeof NOBODY, charactersMax: number) => ({
    value: typed[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
    maxLength: charactersMax,
    required: true,
  });
  const isComplete = typed.shop.trim() !== '' && typed.name.trim() !== '' && typed.email !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        beginning.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput label={t('setup.shop')} autoComplete="organization" autoFocus {...field('shop', 200)} />
        <TextInput label={t('setup.name')} autoComplete="name" {...field('name', 100)} />
        <TextInput
          label={t('setup.email')}
          description={t('setup.email-about')}
          type="email"
          autoComplete="username"
          {...field('email', 254)}
        />
        <NewPassword
          label={t('setup.password')}
          value={typed.password}
          onChange={(password) => setTyped((before) => ({ ...before, password }))}
        />
        {beginning.error === null ? null : <Refusal trouble={troubleOf(beginning.error)} />}
        <Button
          type="submit"
          size="md"
          loading={beginning.isPending || beginning.isSuccess}
          disabled={!isComplete || !isPasswordLongEnough(typed.password)}
        >
          {t('setup.go')}
        </Button>
      </Stack>
    </form>
  );
}
