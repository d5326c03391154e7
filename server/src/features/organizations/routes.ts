/** /v1/organization: whose key this is, what it is called and how its screens look. */
import { z } from 'zod';
import { momentAnswer, momentText } from '../../fields.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/db.ts';
import { type AddRoute, type Caller, noBody, noParams, noQuery } from '../../route.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { changeOrganization, LOGO_BYTES_MAX, removeLogo, setLogo } from './change-look.ts';
import type { OrganizationClock } from './clock.ts';
import { lookAnswer, lookFields } from './look.ts';
import { findOrganization, type StoredOrganization } from './store.ts';

const NAME_CHARACTERS_MAX = 100;
/** A picture of the largest weight, in base64 with something around. */
const LOGO_BODY_BYTES_MAX = 2 * LOGO_BYTES_MAX;
/** Names may have emoji of several signs and any script, but stand in one line. */
const nameField = z
  .string()
  .trim()
  .min(1)
  .max(NAME_CHARACTERS_MAX)
  .refine((name) => name.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), 'must be one line of well-formed text');
const colorField = z
  .string()
  .regex(/^#[0-9A-Fa-f]{6}$/, 'must be a colour such as #0f7a5a')
  .transform((color) => color.toLowerCase());

const organizationSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    ...lookFields,
    sandbox: z.boolean(),
    now: momentAnswer.meta({ description: 'The organization’s time: a sandbox has its own.' }),
    createdAt: momentAnswer,
    programs: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Organization' });

export interface OrganizationDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly time: OrganizationClock;
  readonly programs: ProgramRegistry;
}

export function addOrganizationRoutes(add: AddRoute, deps: OrganizationDeps): void {
  addName(add, deps);
  addLogo(add, deps);
}

function addName(add: AddRoute, deps: OrganizationDeps): void {
  const { db } = deps;
  add({
    method: 'GET',
    url: '/v1/organization',
    id: 'getOrganization',
    tag: 'Organization',
    scopes: ['till', 'read', 'import'],
    summary: 'The organization of this key',
    description: 'Its name, its look, its programs and what time it is there.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: organizationSchema },
    codes: [],
    handle: async ({ caller }) => {
      const found = await db.tenant(caller.organizationId, (tx) => findOrganization(tx, caller.organizationId));
      if (found === null) throw new Error('a key without its organization');
      return { status: 200, body: await answer(deps, caller, found) };
    },
  });
  add({
    method: 'PATCH',
    url: '/v1/organization',
    id: 'changeOrganization',
    tag: 'Organization',
    scopes: ['admin'],
    summary: 'Change the organization’s name or colour',
    description: 'What is absent stays as it is. Customers see both on their cards, within a minute.',
    params: noParams,
    query: noQuery,
    body: z
      .strictObject({ name: nameField.optional(), accentColor: colorField.nullable().optional() })
      .meta({ examples: [{ name: 'Угловая кофейня', accentColor: '#0f7a5a' }] }),
    answers: { 200: organizationSchema },
    codes: [],
    handle: async ({ caller, body }) => {
      const changed = await changeOrganization(db, caller.organizationId, body);
      return { status: 200, body: await answer(deps, caller, changed) };
    },
  });
}

function addLogo(add: AddRoute, deps: OrganizationDeps): void {
  const { db, clock } = deps;
  add({
    method: 'PUT',
    url: '/v1/organization/logo',
    id: 'setOrganizationLogo',
    tag: 'Organization',
    scopes: ['admin'],
    summary: 'Set the organization’s picture',
    description:
      'A PNG, JPEG or WebP of at most 256 kB and 16 to 2048 pixels a side, in base64. Its bytes are looked at, whatever it is called; SVG is refused because it can hold scripts.',
    params: noParams,
    query: noQuery,
    body: z.strictObject({ picture: z.base64().min(1) }).meta({ examples: [{ picture: 'iVBORw0KGgo…' }] }),
    bodyBytesMax: LOGO_BODY_BYTES_MAX,
    answers: { 200: organizationSchema },
    codes: ['logo_not_a_picture', 'logo_too_heavy', 'logo_size_wrong'],
    handle: async ({ caller, body }) => {
      const bytes = Buffer.from(body.picture, 'base64');
      const changed = await setLogo(db, { organizationId: caller.organizationId, bytes, now: clock.now() });
      return { status: 200, body: await answer(deps, caller, changed) };
    },
  });
  add({
    method: 'DELETE',
    url: '/v1/organization/logo',
    id: 'removeOrganizationLogo',
    tag: 'Organization',
    scopes: ['admin'],
    summary: 'Take the organization’s picture away',
    description: 'The first letter of the name stands there again. It is no mistake if there is none.',
    params: noParams,
    query: noQuery,
    body: noBody,
    answers: { 200: organizationSchema },
    codes: [],
    handle: async ({ caller }) => {
      const changed = await removeLogo(db, caller.organizationId);
      return { status: 200, body: await answer(deps, caller, changed) };
    },
  });
}

async function answer(
  { time, programs }: OrganizationDeps,
  caller: Caller,
  organization: StoredOrganization,
): Promise<z.input<typeof organizationSchema>> {
  return {
    id: organization.organizationId,
    name: organization.name,
    ...lookAnswer(organization),
    sandbox: organization.sandboxNow !== null,
    now: momentText(await time.now(caller)),
    createdAt: momentText(organization.createdAt),
    programs: await programs.programIds(caller.organizationId),
  };
}
