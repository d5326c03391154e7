/** /v1/tills: devices at which the organization sells, and the codes by which they are paired. */
import { instant } from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText, text, uuidField } from '../../fields.ts';
import { type AddOpenRoute, type AddRoute, noBody, noParams, noQuery } from '../../route.ts';
import { requireOrganization } from '../organizations/find.ts';
import { refuseForeignPage } from '../people/visit.ts';
import { requireStore } from '../stores/find.ts';
import { storeIdField } from '../stores/store-id.ts';
import { openPairing, pair, type PairingDeps, revoke } from './pair.ts';
import { listTills, putTill, type StoredTill } from './store.ts';

const TAG = 'Stores and tills';

const tillSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    store: z.strictObject({ id: z.string(), name: z.string() }),
    status: z.enum(['waiting', 'paired', 'revoked']).meta({
      description: 'waiting: no device has been paired yet.',
    }),
    createdAt: momentAnswer,
    pairedAt: momentAnswer.nullable(),
    codeUntil: momentAnswer
      .nullable()
      .meta({ description: 'Until when a code waits for a device; null when none does.' }),
    lastUsedAt: momentAnswer.nullable().meta({ description: 'To the minute.' }),
    revokedAt: momentAnswer.nullable(),
  })
  .meta({ id: 'Till' });

const bodySchema = z
  .strictObject({ name: text(100), storeId: storeIdField })
  .meta({ examples: [{ name: 'Касса 1', storeId: 'pokrovka' }] });

const pairingSchema = z
  .strictObject({
    code: z.string().meta({ description: 'Shown this once. Works once.', examples: ['K7QF-3M9X'] }),
    link: z.string().meta({ description: 'Opened on the device it pairs it: make a QR code of it.' }),
    expiresAt: momentAnswer,
  })
  .meta({ id: 'TillPairing' });

const pairedSchema = z
  .strictObject({
    token: z.string().meta({ description: 'The device’s own, kt_…: sent as a bearer token. Shown this once.' }),
    till: tillSchema,
    organization: z.strictObject({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'PairedTill' });

const params = z.strictObject({ id: uuidField });

export interface TillDeps extends PairingDeps {
  readonly publicUrl: string;
}

export function addTillRoutes(add: AddRoute, deps: TillDeps): void {
  addKeeping(add, deps);
  addPairing(add, deps);
}

function addKeeping(add: AddRoute, { db, clock, tills }: TillDeps): void {
  add({
    method: 'GET',
    url: '/v1/tills',
    id: 'listTills',
    tag: TAG,
    scopes: ['shop', 'read'],
    summary: 'List the tills',
    description: 'Store by store; those that are revoked come last.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: z.strictObject({ tills: z.array(tillSchema) }) },
    codes: [],
    handle: async ({ caller: { organizationId } }) => {
      const found = await db.tenant(organizationId, (tx) => listTills(tx, organizationId));
      return { status: 200, body: { tills: found.map((till) => tillAnswer(till, clock.now())) } };
    },
  });
  add({
    method: 'PUT',
    url: '/v1/tills/:id',
    id: 'putTill',
    tag: TAG,
    scopes: ['shop'],
    summary: 'Make a till, rename or move it',
    description:
      'The id is the caller’s to choose, so that a repeat makes no second one. What a till sold stays with the store it stood in.',
    params,
    query: noQuery,
    body: bodySchema,
    answers: { 200: tillSchema },
    codes: ['store_unknown', 'till_unknown'],
    handle: async ({ caller: { organizationId }, params: { id: tillId }, body }) => {
      const [till] = await db.tenant(organizationId, async (tx) => {
        await requireStore(tx, organizationId, body.storeId);
        if (!(await putTill(tx, { organizationId, tillId, ...body, now: clock.now() })))
          throw new ApiError('till_unknown');
        return listTills(tx, organizationId, tillId);
      });
      if (till === undefined) throw new Error('a till that was just written is not there');
      tills.forget();
      return { status: 200, body: tillAnswer(till, clock.now()) };
    },
  });
}

function addPairing(add: AddRoute, deps: TillDeps): void {
  add({
    method: 'POST',
    url: '/v1/tills/:id/pairing',
    id: 'openTillPairing',
    tag: TAG,
    scopes: ['shop'],
    summary: 'Make a code for a device',
    description:
      'Works once, for a quarter of an hour; a new code takes the place of one before. The device that has the till now keeps it until another is paired.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 201: pairingSchema },
    codes: ['till_unknown'],
    handle: async ({ caller: { organizationId }, params: { id: tillId } }) => {
      const { code, expiresAt } = await openPairing(deps, { organizationId, tillId });
      const link = `${deps.publicUrl}/till#pair=${code}`;
      return { status: 201, body: { code, link, expiresAt: momentText(instant(expiresAt)) } };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/tills/:id',
    id: 'revokeTill',
    tag: TAG,
    scopes: ['shop'],
    summary: 'Revoke a till',
    description:
      'Its device is nobody’s at once here, and within five seconds in other processes; a sale that is not finished is refused. What was sold stays.',
    params,
    query: noQuery,
    body: noBody,
    answers: { 204: z.undefined().meta({ description: 'It is revoked.' }) },
    codes: ['till_unknown'],
    handle: async ({ caller: { organizationId }, params: { id: tillId } }) => {
      await revoke(deps, { organizationId, tillId });
      return { status: 204, body: undefined };
    },
  });
}

/** What the device itself asks for before it is anything. */
export function addPairingDoor(add: AddOpenRoute, deps: PairingDeps): void {
  add({
    method: 'POST',
    url: '/v1/tills/pair',
    id: 'pairTill',
    tag: TAG,
    access: 'anybody',
    summary: 'Pair this device',
    description:
      'With a code of the office. A device that was paired as this till before is it no longer. Wrong codes are counted, for the address and for all.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ code: z.string().min(1).max(40) }).meta({ examples: [{ code: 'K7QF-3M9X' }] }),
    answers: { 201: pairedSchema },
    codes: ['pairing_unknown', 'too_many_tries'],
    handle: async ({ visitor, body, actsAs }) => {
      refuseForeignPage(visitor, { isCookieUsed: false });
      const { till: name, token } = await pair(deps, { typed: body.code, address: visitor.ip });
      const { organizationId, tillId } = name;
      actsAs({ organizationId, by: 'till', keyId: tillId });
      const [till] = await deps.db.tenant(organizationId, (tx) => listTills(tx, organizationId, tillId));
      if (till === undefined) throw new Error('a till that was just paired is not there');
      const { name: organization } = await requireOrganization(deps.db, organizationId);
      return {
        status: 201,
        body: {
          token,
          till: tillAnswer(till, deps.clock.now()),
          organization: { id: organizationId, name: organization },
        },
      };
    },
  });
}

function tillAnswer(till: StoredTill, now: number): z.input<typeof tillSchema> {
  const { tillId, name, storeId, storeName, createdAt, pairedAt, pairingExpiresAt, lastUsedAt, revokedAt } = till;
  const moment = (at: number | null): string | null => (at === null ? null : momentText(instant(at)));
  return {
    id: tillId,
    name,
    store: { id: storeId, name: storeName },
    status: revokedAt !== null ? 'revoked' : pairedAt === null ? 'waiting' : 'paired',
    createdAt: momentText(instant(createdAt)),
    pairedAt: moment(pairedAt),
    codeUntil: pairingExpiresAt !== null && pairingExpiresAt > now ? moment(pairingExpiresAt) : null,
    lastUsedAt: moment(lastUsedAt),
    revokedAt: moment(revokedAt),
  };
}
