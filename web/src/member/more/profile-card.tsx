/** Name and birthday. A birthday brings presents, so it is told once. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Done } from '../../ui/states.tsx';
import type { Profile } from '../card-types.ts';
import { useCard } from '../session.tsx';
import { morePhrases } from './phrases.ts';
import { useShowProfile } from './use-profile.ts';

interface Change {
  readonly name?: string | null;
  readonly birthday?: string;
}

export function ProfileCard({ profile }: { readonly profile: Profile }): ReactNode {
  const t = usePhrases(morePhrases);
  const format = useFormat();
  const [name, setName] = useState(profile.name ?? '');
  const [birthday, setBirthday] = useState('');
  const change = useChange();
  const wanted: Change = {
    ...(name.trim() === (profile.name ?? '') ? {} : { name: name.trim() === '' ? null : name.trim() }),
    ...(birthday === '' ? {} : { birthday }),
  };
  const isChanged = Object.keys(wanted).length > 0;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isChanged) change.run(wanted).catch(() => undefined);
  };
  return (
    <Card title={t('profile.title')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            size="md"
            name="name"
            label={t('profile.name')}
            autoComplete="given-name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {profile.birthday !== null ? (
            <div>
              <Text size="sm" fw={500}>
                {t('profile.birthday')}
              </Text>
              <Text>{format.date(`${profile.birthday}T12:00:00Z`)}</Text>
              {profile.birthdayFixed ? (
                <Text size="sm" c="dimmed">
                  {t('profile.birthday.fixed')}
                </Text>
              ) : null}
            </div>
          ) : (
            <TextInput
              size="md"
              type="date"
              name="birthday"
              label={t('profile.birthday')}
              description={t('profile.birthday.once')}
              autoComplete="bday"
              value={birthday}
              onChange={(event) => setBirthday(event.currentTarget.value)}
            />
          )}
          {change.state.error === null ? null : <Refusal trouble={troubleOf(change.state.error)} />}
          {change.state.isSuccess && !isChanged ? <Done title={t('profile.saved')} /> : null}
          {isChanged ? (
            <Group>
              <Button type="submit" size="md" loading={change.state.isPending}>
                {t('profile.save')}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </form>
    </Card>
  );
}

function useChange() {
  const { api, organization } = useCard();
  const show = useShowProfile();
  return useCommand<Change, Profile>(async ({ input }) => {
    const changed = await api.answer(
      api.client.PATCH('/v1/card/{organization}/me/profile', { params: { path: { organization } }, body: input }),
    );
    show(changed);
    return changed;
  });
}
