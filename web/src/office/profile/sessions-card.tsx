/** Where one is signed in, and ending it: a telephone that was lost, a computer of somebody else. */
import { Badge, Button, Group } from '@mantine/core';
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
import { browserIn } from './browser-in.ts';
import { profilePhrases } from './phrases.ts';

const SESSIONS = ['own-sessions'];

export function SessionsCard(): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, answer } = useApi();
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: () => answer(client.GET('/v1/me/sessions')) });
  return (
    <Card title={t('sessions.title')}>
      <Asked query={sessions}>
        {({ sessions: found }) => (
          <>
            <Rows label={t('sessions.title')}>
              {found.map((session) => (
                <SessionRow key={session.id} session={session} />
              ))}
            </Rows>
            {found.length > 1 ? (
              <Group>
                <EndOthers count={found.length - 1} />
              </Group>
            ) : null}
          </>
        )}
      </Asked>
    </Card>
  );
}

function SessionRow({ session }: { readonly session: Schema<'OwnSession'> }): ReactNode {
  const t = usePhrases(profilePhrases);
  const format = useFormat();
  const browser = browserIn(session.browser ?? '') ?? t('sessions.unknown-browser');
  const since = t('sessions.since', {
    when: format.dateTime(session.createdAt),
    until: format.dateTime(session.expiresAt),
  });
  return (
    <Row
      title={browser}
      about={session.address === null ? since : `${session.address} · ${since}`}
      marks={session.isThis ? <Badge>{t('sessions.this')}</Badge> : null}
      actions={session.isThis ? null : <EndSession id={session.id} browser={browser} />}
    />
  );
}

function EndSession({ id, browser }: { readonly id: string; readonly browser: string }): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, done } = useApi();
  return (
    <Ending
      button={t('sessions.end')}
      title={t('sessions.end.title')}
      consequence={t('sessions.end.consequence', { browser })}
      end={() => done(client.DELETE('/v1/me/sessions/{id}', { params: { path: { id } } }))}
    />
  );
}

function EndOthers({ count }: { readonly count: number }): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, done } = useApi();
  return (
    <Ending
      button={t('sessions.end-others')}
      title={t('sessions.end-others.title')}
      consequence={t('sessions.end-others.consequence', { n: count })}
      end={() => done(client.DELETE('/v1/me/sessions'))}
    />
  );
}

interface EndingProps {
  readonly button: string;
  readonly title: string;
  readonly consequence: string;
  end(): Promise<void>;
}

function Ending({ button, title, consequence, end }: EndingProps): ReactNode {
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const ending = useMutation({
    mutationFn: end,
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: SESSIONS });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {button}
      </Button>
      <ConfirmWithConsequence
        opened={isAsking}
        title={title}
        consequence={consequence}
        action={button}
        isBusy={ending.isPending}
        trouble={ending.error === null ? null : troubleOf(ending.error)}
        onConfirm={() => ending.mutate()}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
