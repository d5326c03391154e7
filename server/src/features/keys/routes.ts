/** /v1/keys: what programs sign their requests with. */
import { z } from 'zod';
import { momentAnswer, momentText, text, uuidField } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { type AddRoute, noBody, noParams, noQuery, SCOPES } from '../../route.ts';
import { instant } from '@kopilka/engine';
import type { Authenticator } from './authenticate.ts';
import { issueKey } from './issue.ts';
import { revokeKey } from './revoke.ts';
import { listKeys, type StoredKey } from './store.ts';

const scopes = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).meta({
  description:
    'admin: everything. till: members, quotes, checkouts, purchases, returns. shop: till, events and corrections. read: only looking. import: the past. privacy: a person’s data, told and erased.',
});

const bodySchema = z
  .strictObject({ name: text(100), scopes })
  .meta({ examples: [{ name: 'Till 1', scopes: ['till'] }] });

const keySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)).readonly(),
    createdAt: momentAnswer,
    lastUsedAt: momentAnswer
      .nullable()
      .meta({ description: 'When it was last used, to about ten minutes; null: never.' }),
  })
  .meta({ id: 'ApiKey' });
const issuedSchema = keySchema
  .extend({ key: z.string().meta({ description: 'Shown this once; keep it safe.' }) })
  .meta({ id: 'IssuedApiKey' });

export function addKeyRoutes(
  add: AddRoute,
  { db, clock, authenticator }: { readonly db: Database; readonly clock: Clock; readonly authenticator: Authenticator },
): void {
  add({
    method: 'POST',
    url: '/v1/keys',
    id: 'createKey',
    tag: 'Keys',
    scopes: ['admin'],
    summary: 'Make a key',
    description: 'The answer holds the key itself, which is stored nowhere and cannot be shown again.',
    params: noParams,
    query: noQuery,
    body: bodySchema,
    answers: { 201: issuedSchema },
    codes: [],
    handle: async ({ caller, body }) => {
      const { organizationId } = caller;
      const issued = await db.tenant(organizationId, (tx) =>
        issueKey(tx, { organizationId, ...body, now: clock.now() }),
      );
      return { status: 201, body: { ...keyAnswer(issued), key: issued.key } };
    },
  });
  add({
    method: 'GET',
    url: '/v1/keys',
    id: 'listKeys',
    tag: 'Keys',
    scopes: ['admin'],
    summary: 'List the keys',
    description: 'All keys that are not revoked, oldest first, without the keys themselves.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ keys: z.array(keySchema) }) },
    codes: [],
    handle: async ({ caller }) => {
      const keys = await db.tenant(caller.organizationId, listKeys);
      return { status: 200, body: { keys: keys.map(keyAnswer) } };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/keys/:id',
    id: 'revokeKey',
    tag: 'Keys',
    scopes: ['admin'],
    summary: 'Revoke a key',
    description: 'The key stops working at once here, and within five seconds in other processes.',
    params: z.strictObject({ id: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'The key is revoked.' }) },
    codes: ['api_key_unknown', 'last_admin_key'],
    handle: async ({ caller, params }) => {
      await revokeKey(db, { organizationId: caller.organizationId, keyId: params.id, now: clock.now() });
      authenticator.forget();
      return { status: 204, body: undefined };
    },
  });
}

function keyAnswer({ keyId, name, createdAt, lastUsedAt, ...key }: StoredKey): z.input<typeof keySchema> {
  return {
    id: keyId,
    name,
    scopes: key.scopes,
    createdAt: momentText(instant(createdAt)),
    lastUsedAt: lastUsedAt === null ? null : momentText(instant(lastUsedAt)),
  };
}
