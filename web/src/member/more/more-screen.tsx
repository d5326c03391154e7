/** Everything about the person: profile, ways in, consents, devices, data; and the way out. */
import { Button, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { LookSwitches } from '../../ui/look-switches.tsx';
import { Card } from '../../ui/page.tsx';
import { Asked } from '../../ui/states.tsx';
import { Frame } from '../frame.tsx';
import { go } from '../places.tsx';
import { useCard } from '../session.tsx';
import { ConsentsCard } from './consents-card.tsx';
import { ContactsCard } from './contacts-card.tsx';
import { DataCard } from './data-card.tsx';
import { DevicesCard } from './devices-card.tsx';
import { InstallCard } from './install-card.tsx';
import { morePhrases } from './phrases.ts';
import { ProfileCard } from './profile-card.tsx';
import { useProfile } from './use-profile.ts';

export function MoreScreen(): ReactNode {
  const t = usePhrases(morePhrases);
  const profile = useProfile();
  const { organization, leave } = useCard();
  const signOut = (): void => {
    go(`/c/${organization}`);
    void leave();
  };
  return (
    <Frame
      head={
        <Title order={2} size="h3" mt="xs">
          {t('title')}
        </Title>
      }
    >
      {profile.data === undefined ? (
        <Card>
          <Asked query={profile}>{() => null}</Asked>
        </Card>
      ) : (
        <>
          <ProfileCard key={profile.data.birthday} profile={profile.data} />
          <ContactsCard profile={profile.data} />
          <ConsentsCard profile={profile.data} />
        </>
      )}
      <DevicesCard />
      <InstallCard />
      <DataCard profile={profile.data} />
      <Card title={t('look.title')}>
        <LookSwitches />
      </Card>
      <Group justify="center">
        <Button size="md" variant="default" onClick={signOut}>
          {t('sign-out')}
        </Button>
      </Group>
    </Frame>
  );
}
