/** /office/invitation#token: the page behind an invitation's link. Whoever is new becomes somebody here; whoever has a sign-in gives it. */
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Api, createOpenApi } from '../../data/api.ts';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Asked } from '../../ui/states.tsx';
import { type Role, useRoleName } from '../roles.ts';
import { DoorPage } from './door.tsx';
import { isPasswordLongEnough, NewPassword } from './new-password.tsx';
import { entrancePhrases } from './phrases.ts';
import { SignInForm } from './sign-in-form.tsx';
import type { Me } from './staff.ts';

const START = '/office/';
const NAME_CHARACTERS_MAX = 100;

interface Invitation {
  readonly organization: string;
  readonly role: Role;
  readonly email: string;
  readonly hasSignIn: boolean;
}

export function InvitationPage({ token }: { readonly token: string }): ReactNode {
  const t = usePhrases(entrancePhrases);
  const [api] = useState(createOpenApi);
  const looked = useQuery({
    queryKey: ['invitation', token],
    queryFn: async () => {
      const invitation = await api.answer(api.client.POST('/v1/invitations/look', { body: { token } }));
      const { me } = await api.answer(api.client.GET('/v1/session'));
      return { invitation, me };
    },
  });
  return (
    <DoorPage title={t('invitation.title')}>
      <Asked query={looked}>
        {({ invitation, me }) => <Accepting api={api} token={token} invitation={invitation} me={me} />}
      </Asked>
      {looked.error === null ? null : (
        <Anchor href={START} ta="center">
          {t('to-sign-in')}
        </Anchor>
      )}
    </DoorPage>
  );
}

interface AcceptingProps {
  readonly api: Api;
  readonly token: string;
  readonly invitation: Invitation;
  readonly me: Me | null;
}

function Accepting({ api, token, invitation, me }: AcceptingProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  const roleName = useRoleName();
  const { organization, role, email, hasSignIn } = invitation;
  return (
    <Stack gap="md">
      <Text>{t('invitation.about', { organization, role: roleName(role) })}</Text>
      <Text c="dimmed">{t('invitation.email', { email })}</Text>
      {hasSignIn ? (
        <KnownPerson api={api} token={token} email={email} isHere={me?.email === email} />
      ) : (
        <NewPerson api={api} token={token} email={email} />
      )}
    </Stack>
  );
}

function NewPerson({ api, token, email }: Pick<AcceptingProps, 'api' | 'token'> & { email: string }): ReactNode {
  const t = usePhrases(entrancePhrases);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isAccepted, setAccepted] = useState(false);
  const accepting = useMutation({
    mutationFn: async () => {
      const { client, answer, done } = api;
      // An invitation works once: after a lost connection only the sign-in is repeated.
      if (!isAccepted) {
        await done(client.POST('/v1/invitations/accept', { body: { token, name: name.trim(), password } }));
        setAccepted(true);
      }
      await answer(client.POST('/v1/sign-in', { body: { email, password } }));
      location.assign(START);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        accepting.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('invitation.name')}
          description={t('invitation.name-about')}
          autoComplete="name"
          maxLength={NAME_CHARACTERS_MAX}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
        />
        {/* So that the browser's keeper of passwords knows whose it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <NewPassword label={t('password')} value={password} onChange={setPassword} />
        {accepting.error === null ? null : <Refusal trouble={troubleOf(accepting.error)} />}
        <Button
          type="submit"
          size="md"
          loading={accepting.isPending}
          disabled={name.trim() === '' || !isPasswordLongEnough(password)}
        >
          {t('invitation.accept')}
        </Button>
      </Stack>
    </form>
  );
}

interface KnownPersonProps extends Pick<AcceptingProps, 'api' | 'token'> {
  readonly email: string;
  readonly isHere: boolean;
}

function KnownPerson({ api, token, email, isHere }: KnownPersonProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  const accepting = useMutation({
    mutationFn: async () => {
      await acceptAsKnown(api, token);
      location.assign(START);
    },
  });
  if (!isHere) {
    return (
      <>
        <Text>{t('invitation.known')}</Text>
        <SignInForm email={email} onEntered={() => accepting.mutateAsync()} />
      </>
    );
  }
  return (
    <>
      {accepting.error === null ? null : <Refusal trouble={troubleOf(accepting.error)} />}
      <Button size="md" loading={accepting.isPending} onClick={() => accepting.mutate()}>
        {t('invitation.accept')}
      </Button>
    </>
  );
}

/** And goes on to work there. */
async function acceptAsKnown({ client, answer, done }: Api, token: string): Promise<void> {
  const before = await answer(client.GET('/v1/me'));
  await done(client.POST('/v1/invitations/accept', { body: { token } }));
  const now = await answer(client.GET('/v1/me'));
  const added = now.organizations.find(({ id }) => !before.organizations.some((known) => known.id === id));
  if (added !== undefined) await answer(client.PUT('/v1/me/organization', { body: { organizationId: added.id } }));
}
