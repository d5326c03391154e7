/**
 * What has changed, for screens that watch: gathered by organization in every process, told to all, handed to whoever watches that
 * organization. A change names accounts and topics, never what is in them: whoever hears it asks again, with their own rights.
 */
import { z } from 'zod';
import { createNews, type News } from '../../kit/news.ts';
import type { Queryable } from '../../kit/sql.ts';

/** Of one organization in one telling; beyond that it is said that there were many. */
const ACCOUNTS_MAX = 100;
const ORGANIZATIONS_MAX = 1_000;

const changeSchema = z.object({
  organizationId: z.string(),
  /** null: more than are worth naming. */
  accounts: z.array(z.string()).nullable(),
  topics: z.array(z.string()),
});

const changeText = z
  .string()
  .transform((text, context) => {
    try {
      const said: unknown = JSON.parse(text);
      return said;
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(changeSchema);

export type Change = Readonly<z.infer<typeof changeSchema>>;

export interface Changes {
  /** An operation was written to this account. */
  account(organizationId: string, accountId: string): void;
  /** Something of this kind was changed by a request; the topics are the tags of the API. */
  topic(organizationId: string, topic: string): void;
  /** Hears the changes of an organization, from all processes, until the function answered is called. */
  watch(organizationId: string, hear: (change: Change) => void): () => void;
  close(): Promise<void>;
}

/** For a server without screens. */
export const UNHEARD: Changes = {
  account: () => undefined,
  topic: () => undefined,
  watch: () => () => undefined,
  close: () => Promise.resolve(),
};

interface Gathered {
  accounts: Set<string> | null;
  readonly topics: Set<string>;
}

export function createChanges(database: { readonly on: Queryable; readonly url: string }): Changes {
  let gathered = new Map<string, Gathered>();
  const watchers = new Map<string, Set<(change: Change) => void>>();
  let stopListening: (() => void) | null = null;
  const news: News = createNews({ ...database, gather: take });

  function take(): readonly string[] {
    const all = gathered;
    gathered = new Map();
    return [...all].map(([organizationId, { accounts, topics }]) =>
      JSON.stringify({ organizationId, accounts: accounts === null ? null : [...accounts], topics: [...topics] }),
    );
  }

  function of(organizationId: string): Gathered | null {
    const known = gathered.get(organizationId);
    if (known !== undefined) return known;
    if (gathered.size >= ORGANIZATIONS_MAX) return null;
    const begun = { accounts: new Set<string>(), topics: new Set<string>() };
    gathered.set(organizationId, begun);
    news.tell();
    return begun;
  }

  function hear(text: string): void {
    const change = changeText.safeParse(text);
    // Of another version of this server, perhaps.
    if (!change.success) return;
    for (const each of watchers.get(change.data.organizationId) ?? []) each(change.data);
  }

  return {
    account: (organizationId, accountId) => {
      const own = of(organizationId);
      if (own === null || own.accounts === null) return;
      own.accounts.add(accountId);
      if (own.accounts.size > ACCOUNTS_MAX) own.accounts = null;
    },
    topic: (organizationId, topic) => void of(organizationId)?.topics.add(topic),
    watch: (organizationId, listener) => {
      stopListening ??= news.listen(hear);
      const own = watchers.get(organizationId) ?? new Set();
      watchers.set(organizationId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && watchers.get(organizationId) === own) watchers.delete(organizationId);
      };
    },
    close: async () => {
      stopListening?.();
      await news.close();
    },
  };
}
