/**
 * What has changed, for screens that watch: gathered by organization in every process, told to all, handed to whoever watches that
 * organization. A change names accounts and topics, never what is in them: whoever hears it asks again, with their own rights.
 */
import { z } from 'zod';
import { createNews, type News } from '../../kit/news.ts';
import type { Queryable } from '../../kit/sql.ts';

/** Of one organization in one telling; beyond that it is said that there were many. */
const ACCOUNTS_MAX = 1_000;
/** So many ids and all topics are less than what a text may have (kit/news.ts). */
const ACCOUNTS_OF_A_TEXT = 100;
/** Whoever is not named is found by asking now and then. */
const MEMBERS_MAX = 50;
const ORGANIZATIONS_MAX = 1_000;

const changeSchema = z.object({
  organizationId: z.string(),
  /** null: more than are worth naming. */
  accounts: z.array(z.string()).nullable(),
  /** Who is asked something, or was changed. A process of an older version names none. */
  members: z.array(z.string()).default([]),
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
  /** Something is asked of this member. */
  member(organizationId: string, memberId: string): void;
  /** Something of this kind was changed by a request; the topics are the tags of the API. */
  topic(organizationId: string, topic: string): void;
  /** Hears the changes of an organization, from all processes, until the function answered is called. */
  watch(organizationId: string, watcher: Watcher): () => void;
  /** The same for whoever only has to know that something was changed, of whichever organization. */
  watchAll(hear: () => void): () => void;
  /** When whoever watches from now on will hear of everything. Throws when the database is away. */
  heard(): Promise<void>;
  close(): Promise<void>;
}

export interface Watcher {
  hear(change: Change): void;
  /** Nobody knows what was changed lately. */
  missed(): void;
}

/** For a server without screens. */
export const UNHEARD: Changes = {
  account: () => undefined,
  member: () => undefined,
  topic: () => undefined,
  watch: () => () => undefined,
  watchAll: () => () => undefined,
  heard: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

interface Gathered {
  accounts: Set<string> | null;
  readonly members: Set<string>;
  readonly topics: Set<string>;
}

export function createChanges(database: { readonly on: Queryable; readonly url: string }): Changes {
  let gathered = new Map<string, Gathered>();
  const watchers = new Map<string, Set<Watcher>>();
  const watchersOfAll = new Set<() => void>();
  let stopListening: (() => void) | null = null;
  const news: News = createNews({ ...database, gather: take });

  function take(): readonly string[] {
    const all = gathered;
    gathered = new Map();
    return [...all].flatMap(textsOf);
  }

  function of(organizationId: string): Gathered | null {
    const known = gathered.get(organizationId);
    if (known !== undefined) return known;
    if (gathered.size >= ORGANIZATIONS_MAX) return null;
    const begun = { accounts: new Set<string>(), members: new Set<string>(), topics: new Set<string>() };
    gathered.set(organizationId, begun);
    news.tell();
    return begun;
  }

  function hear(text: string): void {
    for (const each of watchersOfAll) each();
    const change = changeText.safeParse(text);
    // Of another version of this server, perhaps.
    if (!change.success) return;
    for (const each of watchers.get(change.data.organizationId) ?? []) each.hear(change.data);
  }

  function missed(): void {
    for (const each of watchersOfAll) each();
    for (const own of watchers.values()) for (const each of own) each.missed();
  }

  return {
    account: (organizationId, accountId) => {
      const own = of(organizationId);
      if (own === null || own.accounts === null) return;
      own.accounts.add(accountId);
      if (own.accounts.size > ACCOUNTS_MAX) own.accounts = null;
    },
    member: (organizationId, memberId) => {
      const own = of(organizationId);
      if (own !== null && own.members.size < MEMBERS_MAX) own.members.add(memberId);
    },
    topic: (organizationId, topic) => void of(organizationId)?.topics.add(topic),
    watch: (organizationId, listener) => {
      stopListening ??= news.listen({ hear, missed });
      const own = watchers.get(organizationId) ?? new Set();
      watchers.set(organizationId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && watchers.get(organizationId) === own) watchers.delete(organizationId);
      };
    },
    watchAll: (listener) => {
      stopListening ??= news.listen({ hear, missed });
      watchersOfAll.add(listener);
      return () => void watchersOfAll.delete(listener);
    },
    heard: () => news.heard(),
    close: async () => {
      stopListening?.();
      await news.close();
    },
  };
}

function textsOf([organizationId, { accounts, members, topics }]: readonly [string, Gathered]): readonly string[] {
  const named = accounts === null ? [] : [...accounts];
  const [first = [], ...others] = Array.from({ length: Math.ceil(named.length / ACCOUNTS_OF_A_TEXT) }, (_, part) =>
    named.slice(part * ACCOUNTS_OF_A_TEXT, (part + 1) * ACCOUNTS_OF_A_TEXT),
  );
  return [
    { organizationId, accounts: accounts === null ? null : first, members: [...members], topics: [...topics] },
    ...others.map((part) => ({ organizationId, accounts: part, members: [], topics: [] })),
  ].map((one) => JSON.stringify(one));
}
