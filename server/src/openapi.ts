/**
 * The description of the API, made from the same schemas that check its requests. Served at /openapi.json, printed by
 * `npm run openapi` into the committed openapi.json, and the source of the typed client.
 */
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { BODY_EXAMPLE } from './route-document.ts';

const DESCRIPTION = `
Kopilka is a loyalty system that a shop runs itself: members, points, levels, and exact bonuses for every receipt.

**Amounts** are whole numbers in minor units: money in kopecks or pence, units in the smallest part of their wallet. A fraction
where a whole number belongs is refused, never rounded. Quantities may be decimal text ("0.355").

**Questions** are answered 200 whatever the answer. **Commands** that are refused answer 4xx with problem details (RFC 9457):
look at \`code\`; \`detail\` says what to do.

**Repeats are safe.** A receipt's number, a return's number and the header \`Idempotency-Key\` each protect from applying a
request twice: the repeat gets the first answer, to the byte, with the header \`Idempotency-Replayed: true\`.

**Unknown fields are errors**, everywhere: a misspelt name should not be a silent default.
`.trim();

const TAGS = [
  { name: 'Members', description: 'People: identities, balances, levels.' },
  { name: 'Quotes', description: 'What a receipt would come to.' },
  { name: 'Checkouts', description: 'Reserve, print the receipt, commit.' },
  { name: 'Purchases', description: 'Receipts.' },
  { name: 'Returns', description: 'Taking back, whole or in part.' },
  { name: 'Events', description: 'What a shop tells besides receipts.' },
  { name: 'Corrections', description: 'Units given or taken by a person.' },
  { name: 'Coupons', description: 'Coupons on cards, and codes that anybody can bring.' },
  { name: 'Gift cards', description: 'Money paid in advance, in a ledger of its own.' },
  { name: 'Referrals', description: 'Members bring friends.' },
  { name: 'Families', description: 'Several members on one account, by consent.' },
  { name: 'Merges', description: 'Two accounts become one.' },
  { name: 'Partners', description: 'A coalition, and who owes whom.' },
  { name: 'Leaderboards', description: 'Who has most.' },
  { name: 'Draws', description: 'Prize draws that anybody can check.' },
  {
    name: 'Card',
    description: 'What the customer’s card asks: joining by a code, the card, its history, rewards, own data.',
  },
  { name: 'Accounts', description: 'The history of an account.' },
  { name: 'Operations', description: 'Why it came out so.' },
  { name: 'Reports', description: 'What the shop comes to.' },
  { name: 'Imports', description: 'Members with balances, or receipts, from a file.' },
  { name: 'Programs', description: 'The rules, as versioned documents.' },
  { name: 'Organization', description: 'Whose key this is.' },
  { name: 'Sign-in', description: 'People of the staff: passwords, second factors, sessions.' },
  { name: 'Staff', description: 'Who works for the organization and as what; who did what.' },
  { name: 'Stores and tills', description: 'Where the organization sells, at which devices, and who works at them.' },
  { name: 'Keys', description: 'What programs sign their requests with.' },
  { name: 'Sandbox', description: 'A clock that can be moved.' },
  { name: 'System', description: 'For whoever runs the server.' },
];

export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Kopilka',
        version,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: TAGS,
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', bearerFormat: 'kp_…' },
          till: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'kt_…',
            description:
              'Of a device that was paired by POST /v1/tills/pair. Who works there is said by the header kopilka-cashier, with the token of POST /v1/till/cashier.',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'kopilka.session_token',
            description:
              'Of a person who signed in by POST /v1/sign-in. What changes something must come from a page of this server: its header Origin is looked at.',
          },
          card: {
            type: 'apiKey',
            in: 'cookie',
            name: 'kopilka.card',
            description:
              'Of a customer who signed in by POST /v1/card/{organization}/sign-in; each organization has its own.',
          },
        },
      },
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      return { schema: withExample(schema), url };
    },
    transformObject: jsonSchemaTransformObject,
  });
}

function withExample(schema: FastifySchema): FastifySchema {
  const { [BODY_EXAMPLE]: example, ...rest } = partsSchema.parse(schema);
  return example === undefined ? rest : { ...rest, body: { ...rest.body, examples: [example] } };
}

const partsSchema = z.looseObject({ [BODY_EXAMPLE]: z.unknown().optional(), body: z.looseObject({}).optional() });

/** The finished document as text; the same input gives the same text. */
export function apiDocument(app: FastifyInstance): string {
  return `${JSON.stringify(pruned(app.swagger()), null, 2)}\n`;
}

const documentSchema = z.looseObject({ components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }) });

/** Every schema with a name is put in twice, as it is asked and as it is answered: those that nothing points to go out. */
function pruned(document: unknown): object {
  const { components, ...rest } = documentSchema.parse(document);
  const { schemas } = components;
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow(rest);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return {
    ...rest,
    components: { ...components, schemas: Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1))) },
  };
}
