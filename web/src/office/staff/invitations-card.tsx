/** Who is invited and has not come yet; nothing is shown while there is nobody. */
import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Schema } from '@kopilka/client';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { Card } from '../../ui/page.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { Asked } from '../../ui/states.tsx';
import { useRoleName } from '../roles.ts';
import { staffPhrases } from './phrases.ts';
import { INVITATIONS } from './staff-queries.ts';

export function InvitationsCard(): ReactNode {
  const t = usePhrases(staffPhrases);
  const { client, answer } = useApi();
  const invitations = useQuery({
    queryKey: INVITATIONS,
    meta: { live: ['Staff'] },
    queryFn: () => answer(client.GET('/v1/staff/invitations')),
  });
  if (invitations.data?.invitations.length === 0) return null;
  return (
    <Card title={t('invitations')}>
      <Asked query={invitations}>
        {({ invitations: found }) => (
          <Rows label={t('invitations')}>
            {found.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </Rows>
        )}
      </Asked>
    </Card>
  );
}

function InvitationRow({ invitation }: { readonly invitation: Schema<'StaffInvitation'> }): ReactNode {
  const t = usePhrases(staffPhrases);
  const format = useFormat();
  const roleName = useRoleName();
  const { client, done } = useApi();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { id, email, role, expiresAt } = invitation;
  const withdrawing = useMutation({
    mutationFn: () => done(client.DELETE('/v1/staff/invitations/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: INVITATIONS });
    },
  });
  return (
    <Row
      title={email}
      about={t('invitation.until', { until: format.dateTime(expiresAt) })}
      marks={<Badge>{roleName(role)}</Badge>}
      actions={
        <>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('withdraw')}
          </Button>
          <ConfirmWithConsequence
            opened={isAsking}
            title={t('withdraw.title')}
            consequence={t('withdraw.consequence', { email })}
            action={t('withdraw')}
            isBusy={withdrawing.isPending}
            trouble={withdrawing.error === null ? null : troubleOf(withdrawing.error)}
            onConfirm={() => withdrawing.mutate()}
            onCancel={() => setAsking(false)}
          />
        </>
      }
    />
  );
}
