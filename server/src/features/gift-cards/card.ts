/** Finding a gift card, by its code or by its id, as it stands: what the ledger has done counts, even if nobody wrote it down yet. */
import type { Instant, Money, Standing } from '@kopilka/engine';
import { money, NO_MONEY } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import type { Ledger, OperationKey, StoredOperation } from '../../ledger/ledger.ts';
import { admitGuesser, type Asker, refuseGuess } from '../coupons/guess-guard.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { MONEY_WALLET } from './money-program.ts';
import { findCardByAccount, findCardByCode, markActive, type StoredCard } from './store.ts';

export interface CardDeps {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly programs: ProgramRegistry;
}

/** Throws ApiError gift_card_unknown or too_many_guesses. */
export async function findCard(
  deps: CardDeps,
  { organizationId, asker, code }: { readonly organizationId: string; readonly asker: Asker; readonly code: string },
): Promise<StoredCard> {
  const guesser = { organizationId, ...asker, memberId: null };
  const card = await deps.db.tenant(organizationId, (tx) => findCardByCode(tx, organizationId, code));
  if (card === null) return refuseGuess(deps.db, guesser, { code: 'gift_card_unknown' });
  await admitGuesser(deps.db, guesser);
  return asSold(deps, organizationId, card);
}

/** Whether there is such a card. Whoever asks must be counted as a guesser by what it does with the answer. */
export async function isCardCode({ db }: Pick<CardDeps, 'db'>, organizationId: string, code: string): Promise<boolean> {
  return (await db.tenant(organizationId, (tx) => findCardByCode(tx, organizationId, code))) !== null;
}

/** By its id, which is not a secret. Throws ApiError gift_card_unknown. */
export async function findCardById(deps: CardDeps, organizationId: string, id: string): Promise<StoredCard> {
  const card = await deps.db.tenant(organizationId, (tx) => findCardByAccount(tx, organizationId, id));
  if (card === null) throw new ApiError('gift_card_unknown');
  return asSold(deps, organizationId, card);
}

/** A card can be sold once: this is the key of it. */
export function saleKey(accountId: string): OperationKey {
  return { kind: 'gift_card', key: `sale/${accountId}` };
}

/** The operation that a key stands for, if it has happened. */
export async function recordedUnder(
  { ledger }: Pick<CardDeps, 'ledger'>,
  organizationId: string,
  key: OperationKey,
): Promise<StoredOperation | null> {
  const claim = await ledger.claimed(organizationId, key);
  return claim === null ? null : ledger.operation(organizationId, claim.operationId);
}

/** Minor money on a card by where its account stands. */
export function moneyOn({ wallets }: Standing): Money {
  return money(wallets[MONEY_WALLET]?.available ?? 0);
}

export async function balanceOf(
  { ledger }: Pick<CardDeps, 'ledger'>,
  organizationId: string,
  { accountId, status }: StoredCard,
  now: Instant,
): Promise<Money> {
  if (status === 'inactive') return NO_MONEY;
  const standing = await ledger.standing(organizationId, accountId, now);
  return standing === null ? NO_MONEY : moneyOn(standing);
}

/** Until when the money that a sale put on it can be spent. */
export function expiryOf({ decision }: StoredOperation): Instant | null {
  return decision.after.wallets[MONEY_WALLET]?.expiring?.at ?? null;
}

/** The process that sold it may have died before it wrote that down here. */
async function asSold(deps: CardDeps, organizationId: string, card: StoredCard): Promise<StoredCard> {
  if (card.status === 'active') return card;
  const sale = await recordedUnder(deps, organizationId, saleKey(card.accountId));
  if (sale === null) return card;
  const { code, accountId } = card;
  const terms = { soldAt: sale.decision.at, expiresAt: expiryOf(sale) };
  await deps.db.tenant(organizationId, (tx) =>
    markActive(tx, organizationId, { code, ...terms, receipt: null, buyerId: null }),
  );
  const found = await deps.db.tenant(organizationId, (tx) => findCardByAccount(tx, organizationId, accountId));
  return found ?? { ...card, status: 'active', ...terms };
}
