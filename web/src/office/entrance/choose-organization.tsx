/** Whom to work for, for whoever works for several; and what to do for whoever works for none. */
import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { useRoleName } from '../roles.ts';
import { DoorPage } from './door.tsx';
import { entrancePhrases } from './phrases.ts';
import type { Me } from './staff.ts';

export interface ChooseOrganizationProps {
  readonly me: Me;
  onChoose(organizationId: string): Promise<void>;
  onSignOut(): Promise<void>;
}

export function ChooseOrganization({ me, onChoose, onSignOut }: ChooseOrganizationProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  const roleName = useRoleName();
  const choosing = useMutation({ mutationFn: onChoose });
  const leaving = useMutation({ mutationFn: onSignOut });
  const error = choosing.error ?? leaving.error;
  const out = (
    <Button variant="subtle" loading={leaving.isPending} onClick={() => leaving.mutate()}>
      {t('sign-out')}
    </Button>
  );
  const refusal = error === null ? null : <Refusal trouble={troubleOf(error)} />;
  if (me.organizations.length === 0) {
    return (
      <DoorPage title={t('nobody.title')}>
        <Text>{t('nobody.advice', { email: me.email })}</Text>
        {refusal}
        {out}
      </DoorPage>
    );
  }
  return (
    <DoorPage title={t('choose.title')} about={t('choose.about')}>
      <Stack gap="sm">
        {me.organizations.map(({ id, name, role }) => (
          <Button
            key={id}
            variant="default"
            h="auto"
            py="sm"
            // A name may be as long as it likes.
            styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere', textAlign: 'start', lineHeight: 1.3 } }}
            justify="space-between"
            rightSection={
              <Text c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {roleName(role)}
              </Text>
            }
            loading={choosing.isPending && choosing.variables === id}
            disabled={choosing.isPending}
            onClick={() => choosing.mutate(id)}
          >
            {name}
          </Button>
        ))}
        {refusal}
        {out}
      </Stack>
    </DoorPage>
  );
}
