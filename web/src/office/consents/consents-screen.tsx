/** «Согласия»: what customers are asked to agree to, how many have, and the shop's own words in place of the shipped ones. */
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import { usePhrases } from '../../i18n/language.tsx';
import { Page } from '../../ui/page.tsx';
import { Asked } from '../../ui/states.tsx';
import { consentPhrases } from './phrases.ts';
import { TextCard } from './text-card.tsx';

const KINDS = ['processing', 'advertising'] as const;

export function ConsentsScreen(): ReactNode {
  const t = usePhrases(consentPhrases);
  const { client, answer } = useApi();
  const texts = useQuery({
    queryKey: ['consent-texts'],
    meta: { live: ['Organization'] },
    queryFn: () => answer(client.GET('/v1/consents')),
  });
  return (
    <Page title={t('title')} about={t('about')}>
      <Asked query={texts}>
        {({ consents }) => (
          <Stack gap="lg">
            {KINDS.map((kind) => {
              const [current, ...earlier] = consents.filter((text) => text.kind === kind);
              return current === undefined ? null : (
                <TextCard key={kind} current={current} earlier={earlier} onPublished={() => void texts.refetch()} />
              );
            })}
          </Stack>
        )}
      </Asked>
    </Page>
  );
}
