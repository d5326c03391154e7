/** Inviting somebody: an address and a role; then where the letter is. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Done } from '../../ui/states.tsx';
import type { Role } from '../roles.ts';
import { staffPhrases } from './phrases.ts';
import { RoleChoice } from './role-choice.tsx';
import { INVITATIONS } from './staff-queries.ts';

const EMAIL_CHARACTERS_MAX = 254;

export function InviteDialog({ onClose }: { onClose(): void }): ReactNode {
  const t = usePhrases(staffPhrases);
  const [invited, setInvited] = useState<string | null>(null);
  return (
    <Dialog onClose={onClose} title={t('invite.title')}>
      {invited === null ? (
        <InviteForm onClose={onClose} onInvited={setInvited} />
      ) : (
        <Invited email={invited} onClose={onClose} />
      )}
    </Dialog>
  );
}

function InviteForm({ onClose, onInvited }: { onClose(): void; onInvited(email: string): void }): ReactNode {
  const t = usePhrases(staffPhrases);
  const { client, answer } = useApi();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('cashier');
  const inviting = useMutation({
    mutationFn: () => answer(client.POST('/v1/staff/invitations', { body: { email: email.trim(), role } })),
    onSuccess: async (invitation) => {
      await queries.invalidateQueries({ queryKey: INVITATIONS });
      onInvited(invitation.email);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        inviting.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('invite.email')}
          type="email"
          autoComplete="off"
          maxLength={EMAIL_CHARACTERS_MAX}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          required
          data-autofocus
        />
        <RoleChoice label={t('invite.role')} value={role} onChange={setRole} />
        {inviting.error === null ? null : <Refusal trouble={troubleOf(inviting.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={inviting.isPending} disabled={email.trim() === ''}>
            {t('invite.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Invited({ email, onClose }: { readonly email: string; onClose(): void }): ReactNode {
  const t = usePhrases(staffPhrases);
  const { history } = useRouter();
  return (
    <Stack gap="md">
      <Done title={t('invite.sent.title', { email })}>
        <Text size="sm">{t('invite.sent.advice')}</Text>
      </Done>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => history.push('/office/letters')}>
          {t('invite.sent.open')}
        </Button>
        <Button onClick={onClose}>{t('done')}</Button>
      </Group>
    </Stack>
  );
}
