/** «Исходящие»: letters to people, which wait here to be handed over while no mail server sends them. */
import { Alert, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import { usePhrases } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Rows } from '../../ui/rows.tsx';
import { AskedPages, Empty } from '../../ui/states.tsx';
import { LetterRow } from './letter-row.tsx';
import { letterPhrases } from './phrases.ts';

const PAGE = 50;
const LOOK_AGAIN_MS = 5_000;

export function LettersScreen(): ReactNode {
  const t = usePhrases(letterPhrases);
  const { client, answer } = useApi();
  const letters = useInfiniteQuery({
    queryKey: ['letters'],
    // Codes and recoveries are asked for by people who have not signed in, which is nobody's change.
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/v1/letters', {
          params: { query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: noPage(),
    getNextPageParam: ({ next }) => next,
  });
  return (
    <Page title={t('title')} about={t('about')}>
      <AskedPages query={letters}>
        {(pages) => {
          const sends = pages[0]?.sends ?? { email: false, sms: false };
          const found = pages.flatMap((page) => page.letters);
          return (
            <Stack gap="lg">
              <Sending {...sends} />
              <Card>
                {found.length === 0 ? (
                  <Empty title={t('none.title')} advice={t('none.advice')} />
                ) : (
                  <Rows label={t('list')}>
                    {found.map((letter) => (
                      <LetterRow key={letter.id} letter={letter} />
                    ))}
                  </Rows>
                )}
              </Card>
            </Stack>
          );
        }}
      </AskedPages>
    </Page>
  );
}

/** Says plainly what does not leave by itself. */
function Sending({ email, sms }: { readonly email: boolean; readonly sms: boolean }): ReactNode {
  const t = usePhrases(letterPhrases);
  if (email && sms) return <Text c="dimmed">{t('all-sent')}</Text>;
  return (
    <Alert color="yellow" variant="light" radius="lg" title={email ? t('no-sms.title') : t('no-mail.title')}>
      {email ? t('no-sms.advice') : t('no-mail.advice')}
    </Alert>
  );
}

/** The first page has no cursor. */
function noPage(): string | null {
  return null;
}
