/** Making a member with what they have agreed to. The phone protects it: the same one again is told that it is taken, and by whom. */
import type { Schema } from '@kopilka/client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useApi } from '../data/session.tsx';
import { type Command, useCommand } from '../data/use-command.ts';

export type ConsentText = Schema<'ConsentText'>;

export interface NewMemberWish {
  readonly phone: string;
  readonly name: string;
  readonly language: 'ru' | 'en';
  readonly programId: string;
  readonly consents: readonly { readonly kind: string; readonly version: number; readonly granted: boolean }[];
}

export function useConsentTexts(organizationId: string): UseQueryResult<readonly ConsentText[]> {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: ['consent-texts', organizationId],
    queryFn: async () => {
      const { consents } = await answer(
        client.GET('/v1/public/organizations/{id}/consents', { params: { path: { id: organizationId } } }),
      );
      return consents;
    },
  });
}

export function useNewMember(): Command<NewMemberWish, { readonly id: string }> {
  const { client, answer } = useApi();
  return useCommand(({ input: { phone, name, language, programId, consents } }) =>
    answer(
      client.POST('/v1/members', {
        body: {
          identities: { phone },
          profile: { language, ...(name === '' ? {} : { name }) },
          programId,
          consents: Object.fromEntries(consents.map(({ kind, version, granted }) => [kind, { version, granted }])),
        },
      }),
    ),
  );
}
