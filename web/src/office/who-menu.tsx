/** Who has signed in, at the foot of the navigation: the profile, the other organizations, language and look, the way out. */
import { Button, Divider, NavLink, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { troubleOf } from '../data/trouble.ts';
import { usePhrases } from '../i18n/language.tsx';
import { LookSwitches } from '../ui/look-switches.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { useStaff } from './entrance/staff.ts';
import { navPhrases } from './nav-phrases.ts';
import { useRoleName } from './roles.ts';
import classes from './who-menu.module.css';

const WIDTH_PX = 300;

export function WhoMenu({ onProfile }: { onProfile(): void }): ReactNode {
  const t = usePhrases(navPhrases);
  const roleName = useRoleName();
  const { me, organization } = useStaff();
  const [isOpen, { toggle, close, open }] = useDisclosure(false);
  return (
    <Popover
      opened={isOpen}
      onChange={(next) => (next ? open() : close())}
      position="top-start"
      width={WIDTH_PX}
      radius="lg"
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <UnstyledButton className={classes['who']} onClick={toggle} aria-haspopup="dialog" aria-expanded={isOpen}>
          <Text fw={600} truncate>
            {me.name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {roleName(organization.role)}
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('who.open')}>
        <Stack gap="sm">
          <div>
            <Text fw={600}>{me.name}</Text>
            <Text size="sm" c="dimmed" truncate>
              {me.email}
            </Text>
          </div>
          <Button
            variant="default"
            onClick={() => {
              close();
              onProfile();
            }}
          >
            {t('profile')}
          </Button>
          <OtherOrganizations />
          <Divider />
          <LookSwitches />
          <Divider />
          <SignOut />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function OtherOrganizations(): ReactNode {
  const t = usePhrases(navPhrases);
  const roleName = useRoleName();
  const { me, organization, choose } = useStaff();
  const choosing = useMutation({ mutationFn: choose });
  const others = me.organizations.filter(({ id }) => id !== organization.id);
  if (others.length === 0) return null;
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {t('switch-to')}
      </Text>
      {others.map(({ id, name, role }) => (
        <NavLink
          key={id}
          component="button"
          label={name}
          description={roleName(role)}
          disabled={choosing.isPending}
          onClick={() => choosing.mutate(id)}
        />
      ))}
      {choosing.error === null ? null : <Refusal trouble={troubleOf(choosing.error)} />}
    </div>
  );
}

function SignOut(): ReactNode {
  const t = usePhrases(navPhrases);
  const { leave } = useStaff();
  const leaving = useMutation({ mutationFn: leave });
  return (
    <>
      {leaving.error === null ? null : <Refusal trouble={troubleOf(leaving.error)} />}
      <Button variant="subtle" loading={leaving.isPending} onClick={() => leaving.mutate()}>
        {t('sign-out')}
      </Button>
    </>
  );
}
