/**
 * Of an organization's changes those that are a member's own, found by the accounts and the member that they name: what one change
 * costs does not grow with the cards that are open.
 */
import type { Change, Changes } from './changes.ts';
import type { Stream } from './stream.ts';

/** Within so long all are told what concerns everybody. */
const SPREAD_MS = 10_000;
/** What a till asks a member for belongs to the card. */
const ASKED = ['Card'];

interface Owner {
  readonly organizationId: string;
  readonly memberId: string;
}

export interface OwnCard {
  listensTo(accountIds: readonly string[]): void;
  tellsBy(stream: Stream): void;
  close(): void;
}

export interface OwnChanges {
  open(owner: Owner): OwnCard;
}

export function createOwnChanges(changes: Changes): OwnChanges {
  const shops = new Map<string, Shop>();
  return {
    open: ({ organizationId, memberId }) => {
      const shop = shops.get(organizationId) ?? openShop(changes, organizationId);
      shops.set(organizationId, shop);
      return openCard(memberId, {
        shop,
        emptied: () => {
          if (shops.get(organizationId) === shop) shops.delete(organizationId);
          shop.stop();
        },
      });
    },
  };
}

interface Shop {
  /** By the member's id, and by the ids of their accounts. */
  readonly cards: Map<string, Set<Card>>;
  readonly stop: () => void;
}

interface Card {
  tell(told: { readonly accounts: readonly string[]; readonly topics: readonly string[] }): void;
  /** At a moment of its own. */
  tellLater(): void;
}

function openShop(changes: Changes, organizationId: string): Shop {
  const cards = new Map<string, Set<Card>>();
  const missed = (): void => {
    for (const each of new Set([...cards.values()].flatMap((own) => [...own]))) each.tellLater();
  };
  const hear = (change: Change): void => {
    for (const memberId of change.members)
      for (const card of cards.get(memberId) ?? []) card.tell({ accounts: [], topics: ASKED });
    if (change.accounts === null) return missed();
    for (const accountId of change.accounts)
      for (const card of cards.get(accountId) ?? []) card.tell({ accounts: [accountId], topics: [] });
  };
  return { cards, stop: changes.watch(organizationId, { hear, missed }) };
}

function openCard(
  memberId: string,
  { shop: { cards }, emptied }: { readonly shop: Shop; readonly emptied: () => void },
): OwnCard {
  let stream: Stream | null = null;
  let later: NodeJS.Timeout | undefined;
  let names: readonly string[] = [];
  let isClosed = false;
  const card: Card = {
    tell: (told) => stream?.change(told),
    tellLater: () => {
      later ??= setTimeout(() => {
        later = undefined;
        stream?.hello();
      }, Math.random() * SPREAD_MS);
      later.unref();
    },
  };
  function answersTo(wanted: readonly string[]): void {
    for (const name of names) {
      const own = cards.get(name);
      own?.delete(card);
      if (own?.size === 0) cards.delete(name);
    }
    names = wanted;
    for (const name of names) cards.set(name, (cards.get(name) ?? new Set()).add(card));
  }
  answersTo([memberId]);
  return {
    listensTo: (accountIds) => {
      // It is asked now and then, and the answer may come after the end.
      if (!isClosed) answersTo([memberId, ...accountIds]);
    },
    tellsBy: (own) => {
      stream = own;
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(later);
      answersTo([]);
      if (cards.size === 0) emptied();
    },
  };
}
