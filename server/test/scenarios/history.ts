// What has happened to the members of a story, read as any client would: their operations, with entries and reasons, and
// their messages.
import { z } from 'zod';
import { operationSchema, operationSummarySchema } from '../../src/features/operations/answer.ts';
import { required, type ScenarioShop } from './scenario-shop.ts';

export type ToldOperation = z.output<typeof operationSchema>;

export interface News {
  /** Each account's in its order. */
  readonly operations: readonly { readonly accountId: string; readonly operation: ToldOperation }[];
  /** In every language that they have. */
  readonly messages: readonly { readonly accountId: string; readonly text: string }[];
}

export interface History {
  /** What happened to these accounts since it was last asked for. */
  news(accountIds: readonly string[]): Promise<News>;
  /** The last operation of an account that has been told; undefined when there is none. */
  last(accountId: string): ToldOperation | undefined;
}

const listSchema = z.object({ operations: z.array(operationSummarySchema), next: z.string().nullable() });
const messagesSchema = z.object({
  messages: z.array(
    z.object({ id: z.string(), text: z.object({ ru: z.string().nullable(), en: z.string().nullable() }) }),
  ),
});
const PAGE = 200;

export function createHistory({ call }: ScenarioShop): History {
  const lastOf = new Map<string, ToldOperation>();
  const read = new Set<string>();

  async function operationsOf(accountId: string): Promise<News['operations']> {
    const seen = lastOf.get(accountId)?.seq ?? 0;
    const answer = required(await call('GET', `/v1/accounts/${accountId}/operations?limit=${PAGE}`));
    const { operations, next } = listSchema.parse(JSON.parse(answer.text));
    const fresh = operations.filter(({ seq }) => seq > seen).toReversed();
    if (fresh.length === PAGE && next !== null) throw new Error('more happened at once than a page holds');
    const told: News['operations'][number][] = [];
    for (const { id } of fresh) {
      const one = required(await call('GET', `/v1/operations/${id}`));
      const operation = operationSchema.parse(JSON.parse(one.text));
      told.push({ accountId, operation });
      lastOf.set(accountId, operation);
    }
    return told;
  }

  async function messagesOf(accountId: string): Promise<News['messages']> {
    const answer = required(await call('GET', `/v1/accounts/${accountId}/messages?limit=${PAGE}`));
    const { messages } = messagesSchema.parse(JSON.parse(answer.text));
    const fresh = messages.filter(({ id }) => !read.has(id));
    for (const { id } of fresh) read.add(id);
    const texts = fresh.flatMap(({ text: { ru, en } }) => [ru, en]);
    return texts.flatMap((text) => (text === null ? [] : [{ accountId, text }]));
  }

  return {
    news: async (accountIds) => ({
      operations: (await Promise.all(accountIds.map(operationsOf))).flat(),
      messages: (await Promise.all(accountIds.map(messagesOf))).flat(),
    }),
    last: (accountId) => lastOf.get(accountId),
  };
}
