/** «Профиль»: one's own name, password, second factor, sessions and look. */
import { Button, Grid, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { LookSwitches } from '../../ui/look-switches.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { isPasswordLongEnough, NewPassword } from '../entrance/new-password.tsx';
import { OldPassword } from './old-password.tsx';
import { useStaff } from '../entrance/staff.ts';
import { profilePhrases } from './phrases.ts';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

const NAME_CHARACTERS_MAX = 100;

export function ProfileScreen(): ReactNode {
  const t = usePhrases(profilePhrases);
  return (
    <Page title={t('title')}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack gap="lg">
            <NameCard />
            <PasswordCard />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack gap="lg">
            <SecondFactorCard />
            <SessionsCard />
            <Card title={t('look.title')}>
              <LookSwitches />
            </Card>
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function NameCard(): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, answer } = useApi();
  const { me, changed } = useStaff();
  const [name, setName] = useState(me.name);
  const saving = useMutation({
    mutationFn: () => answer(client.PATCH('/v1/me', { body: { name: name.trim() } })),
    onSuccess: changed,
  });
  const isChanged = name.trim() !== me.name;
  return (
    <Card title={t('you.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('you.name')}
            description={t('you.name-about')}
            autoComplete="name"
            maxLength={NAME_CHARACTERS_MAX}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
          />
          <TextInput label={t('you.email')} description={t('you.email-about')} value={me.email} readOnly />
          {saving.error === null ? null : <Refusal trouble={troubleOf(saving.error)} onRetry={() => saving.mutate()} />}
          <Group gap="sm">
            <Button type="submit" loading={saving.isPending} disabled={!isChanged || name.trim() === ''}>
              {t('save')}
            </Button>
            <Text span role="status" c="dimmed">
              {saving.isSuccess && !isChanged ? t('saved') : null}
            </Text>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function PasswordCard(): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, done } = useApi();
  const { me } = useStaff();
  const [present, setPresent] = useState('');
  const [wanted, setWanted] = useState('');
  const changing = useMutation({
    mutationFn: () => done(client.PUT('/v1/me/password', { body: { present, wanted } })),
    onSuccess: () => {
      setPresent('');
      setWanted('');
    },
  });
  const isEmpty = present === '' && wanted === '';
  return (
    <Card title={t('password.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          changing.mutate();
        }}
      >
        <Stack gap="md">
          <input type="email" autoComplete="username" value={me.email} readOnly hidden />
          <OldPassword label={t('password.present')} value={present} onChange={setPresent} />
          <NewPassword label={t('password.wanted')} value={wanted} onChange={setWanted} />
          <Text size="sm" c="dimmed">
            {t('password.about')}
          </Text>
          {changing.error === null ? null : <Refusal trouble={troubleOf(changing.error)} />}
          <Group gap="sm">
            <Button
              type="submit"
              loading={changing.isPending}
              disabled={present === '' || !isPasswordLongEnough(wanted)}
            >
              {t('password.change')}
            </Button>
            <Text span role="status" c="dimmed">
              {changing.isSuccess && isEmpty ? t('password.changed') : null}
            </Text>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
