/** Ending somebody's work here, with what that means. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Schema } from '@kopilka/client';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { staffPhrases } from './phrases.ts';
import { STAFF } from './staff-queries.ts';

export interface RemoveMemberProps {
  readonly member: Schema<'StaffMember'>;
  readonly isMe: boolean;
  readonly othersCount: number;
}

export function RemoveMember({ member, isMe, othersCount }: RemoveMemberProps): ReactNode {
  const t = usePhrases(staffPhrases);
  const { client, done } = useApi();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => done(client.DELETE('/v1/staff/{id}', { params: { path: { id: member.id } } })),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: STAFF });
    },
  });
  const ask = (): void => {
    removing.reset();
    setAsking(true);
  };
  return (
    <>
      <Button variant="default" onClick={ask}>
        {t('remove')}
      </Button>
      <ConfirmWithConsequence
        opened={isAsking}
        title={t('remove.title', { name: member.name })}
        consequence={
          isMe ? t('remove.self', { n: othersCount }) : t('remove.consequence', { name: member.name, n: othersCount })
        }
        action={t('remove')}
        isBusy={removing.isPending}
        trouble={removing.error === null ? null : troubleOf(removing.error)}
        onConfirm={() => removing.mutate()}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
