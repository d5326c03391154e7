/** «Ключи»: what programs work with Kopilka by, made here, shown once, revoked. */
import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Schema } from '@kopilka/client';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { KEYS } from './keys-query.ts';
import { MakeKeyDialog } from './make-key-dialog.tsx';
import { keyPhrases } from './phrases.ts';
import { useScopes } from './scope-words.ts';

export function KeysScreen(): ReactNode {
  const t = usePhrases(keyPhrases);
  const { client, answer } = useApi();
  const keys = useQuery({ queryKey: KEYS, meta: { live: ['Keys'] }, queryFn: () => answer(client.GET('/v1/keys')) });
  const [isMaking, setMaking] = useState(false);
  return (
    <Page title={t('title')} about={t('about')} actions={<Button onClick={() => setMaking(true)}>{t('make')}</Button>}>
      <Card>
        <Asked query={keys}>
          {({ keys: found }) =>
            found.length === 0 ? (
              <Empty title={t('none.title')} advice={t('none.advice')} />
            ) : (
              <Rows label={t('list')}>
                {found.map((key) => (
                  <KeyRow key={key.id} apiKey={key} />
                ))}
              </Rows>
            )
          }
        </Asked>
      </Card>
      {isMaking ? <MakeKeyDialog onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}

function KeyRow({ apiKey }: { readonly apiKey: Schema<'ApiKey'> }): ReactNode {
  const t = usePhrases(keyPhrases);
  const format = useFormat();
  const scopes = useScopes();
  const { name, createdAt, lastUsedAt } = apiKey;
  const used = lastUsedAt === null ? t('never-used') : t('used-on', { when: format.dateTime(lastUsedAt) });
  return (
    <Row
      title={name}
      about={`${t('made-on', { when: format.date(createdAt) })} · ${used}`}
      marks={scopes
        .filter(({ scope }) => apiKey.scopes.includes(scope))
        .map(({ scope, name: word }) => (
          <Badge key={scope} {...(scope === 'admin' ? {} : { color: 'gray' })}>
            {word}
          </Badge>
        ))}
      actions={<RevokeKey apiKey={apiKey} />}
    />
  );
}

function RevokeKey({ apiKey }: { readonly apiKey: Schema<'ApiKey'> }): ReactNode {
  const t = usePhrases(keyPhrases);
  const format = useFormat();
  const { client, done } = useApi();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { id, name, lastUsedAt } = apiKey;
  const revoking = useMutation({
    mutationFn: () => done(client.DELETE('/v1/keys/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: KEYS });
    },
  });
  const ask = (): void => {
    revoking.reset();
    setAsking(true);
  };
  return (
    <>
      <Button variant="default" onClick={ask}>
        {t('revoke')}
      </Button>
      <ConfirmWithConsequence
        opened={isAsking}
        title={t('revoke.title', { name })}
        consequence={
          lastUsedAt === null
            ? t('revoke.consequence-unused')
            : t('revoke.consequence', { when: format.dateTime(lastUsedAt) })
        }
        action={t('revoke')}
        isBusy={revoking.isPending}
        trouble={revoking.error === null ? null : troubleOf(revoking.error)}
        onConfirm={() => revoking.mutate()}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
