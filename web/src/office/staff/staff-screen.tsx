/** «Сотрудники»: who works for the shop and as what, and who is invited. */
import { Badge, Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Schema } from '@kopilka/client';
import { useApi } from '../../data/session.tsx';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { useStaff } from '../entrance/staff.ts';
import { useRoleName } from '../roles.ts';
import { ChangeRole } from './change-role.tsx';
import { InvitationsCard } from './invitations-card.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { staffPhrases } from './phrases.ts';
import { RemoveMember } from './remove-member.tsx';
import { STAFF } from './staff-queries.ts';

export function StaffScreen(): ReactNode {
  const t = usePhrases(staffPhrases);
  const { client, answer } = useApi();
  const staff = useQuery({
    queryKey: STAFF,
    meta: { live: ['Staff'] },
    queryFn: () => answer(client.GET('/v1/staff')),
  });
  const [isInviting, setInviting] = useState(false);
  const invite = <Button onClick={() => setInviting(true)}>{t('invite')}</Button>;
  return (
    <Page title={t('title')} about={t('about')} actions={invite}>
      <Stack gap="lg">
        <Card>
          <Asked query={staff}>
            {({ staff: members }) => (
              <>
                <Rows label={t('list')}>
                  {members.map((member) => (
                    <MemberRow key={member.id} member={member} othersCount={members.length - 1} />
                  ))}
                </Rows>
                {members.length === 1 ? <Empty title={t('alone.title')} advice={t('alone.advice')} /> : null}
              </>
            )}
          </Asked>
        </Card>
        <InvitationsCard />
      </Stack>
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </Page>
  );
}

interface MemberRowProps {
  readonly member: Schema<'StaffMember'>;
  readonly othersCount: number;
}

function MemberRow({ member, othersCount }: MemberRowProps): ReactNode {
  const t = usePhrases(staffPhrases);
  const format = useFormat();
  const roleName = useRoleName();
  const { me } = useStaff();
  const isMe = member.id === me.id;
  return (
    <Row
      title={member.name}
      about={t('since', { email: member.email, when: format.date(member.addedAt) })}
      marks={
        <>
          <Badge>{roleName(member.role)}</Badge>
          {isMe ? <Badge color="gray">{t('you')}</Badge> : null}
          {member.hasSecondFactor ? <Badge color="gray">{t('second-factor')}</Badge> : null}
        </>
      }
      actions={
        <Group gap="xs">
          <ChangeRole member={member} />
          <RemoveMember member={member} isMe={isMe} othersCount={othersCount} />
        </Group>
      }
    />
  );
}
