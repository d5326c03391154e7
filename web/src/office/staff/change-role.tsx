/** What somebody may do from now on. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Schema } from '@kopilka/client';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { staffPhrases } from './phrases.ts';
import { RoleChoice } from './role-choice.tsx';
import { STAFF } from './staff-queries.ts';

interface MemberProps {
  readonly member: Schema<'StaffMember'>;
}

export function ChangeRole({ member }: MemberProps): ReactNode {
  const t = usePhrases(staffPhrases);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('role.change')}
      </Button>
      {isOpen ? <RoleDialog member={member} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function RoleDialog({ member, onClose }: MemberProps & { onClose(): void }): ReactNode {
  const t = usePhrases(staffPhrases);
  const { client, done } = useApi();
  const queries = useQueryClient();
  const [role, setRole] = useState(member.role);
  const changing = useMutation({
    mutationFn: () => done(client.PATCH('/v1/staff/{id}', { params: { path: { id: member.id } }, body: { role } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: STAFF });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('role.title', { name: member.name })}>
      <Stack gap="md">
        <RoleChoice label={t('invite.role')} value={role} onChange={setRole} />
        <Text size="sm" c="dimmed">
          {t('role.about')}
        </Text>
        {changing.error === null ? null : <Refusal trouble={troubleOf(changing.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={changing.isPending} disabled={role === member.role} onClick={() => changing.mutate()}>
            {t('role.save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
