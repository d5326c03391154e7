/** Blocks a card (it was stolen, or its code was seen) and unblocks it. Its money stays where it is, and expires as it would. */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Asker } from '../coupons/guess-guard.ts';
import { type CardDeps, findCard, findCardById } from './card.ts';
import { setBlocked, type StoredCard } from './store.ts';

/** `reason` null unblocks. Doing it twice is the same as once. Throws ApiError gift_card_unknown or too_many_guesses. */
export async function blockCard(
  deps: CardDeps,
  wanted: {
    readonly organizationId: string;
    readonly asker: Asker;
    /** Exactly one of them. */
    readonly code: string | undefined;
    readonly id: string | undefined;
    readonly reason: string | null;
    readonly now: Instant;
  },
): Promise<StoredCard> {
  const { organizationId, asker, reason, now } = wanted;
  const card = await cardOf(deps, wanted);
  const blocked = reason === null ? null : { at: now, reason };
  await deps.db.tenant(organizationId, (tx) => setBlocked(tx, organizationId, { code: card.code, blocked }));
  return findCard(deps, { organizationId, asker, code: card.code });
}

async function cardOf(
  deps: CardDeps,
  { organizationId, asker, code, id }: Parameters<typeof blockCard>[1],
): Promise<StoredCard> {
  if (code !== undefined) return findCard(deps, { organizationId, asker, code });
  if (id !== undefined) return findCardById(deps, organizationId, id);
  throw new ApiError('gift_card_unknown');
}
