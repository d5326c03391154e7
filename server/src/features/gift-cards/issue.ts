/** Issues gift cards: many that are sold one by one later, or one, which may be sold at once. */
import type { CompiledProgram, Instant, Money } from '@kopilka/engine';
import { randomUUID } from 'node:crypto';
import { ApiError } from '../../errors.ts';
import { rulesAt } from '../programs/rules-at.ts';
import { type CardDeps, findCardById } from './card.ts';
import { makeCardPage, makeCards } from './make-cards.ts';
import { moneyProgramId } from './money-program.ts';
import {
  findCardBatchByRequest,
  findCardByCode,
  insertCardBatch,
  listCards,
  type StoredCard,
  type StoredCardBatch,
} from './store.ts';

export interface WantedCards {
  readonly organizationId: string;
  readonly programId: string | undefined;
  readonly amount: Money;
  readonly count: number;
  readonly request: StoredCardBatch['request'];
  readonly now: Instant;
}

export interface IssuedCards {
  readonly batch: StoredCardBatch;
  readonly repeated: boolean;
  /** When it is one. */
  readonly card: StoredCard | null;
}

/** Throws ApiError gift_cards_not_offered, gift_card_amount_not_offered or key_reused. */
export async function issueCards(deps: CardDeps, wanted: WantedCards): Promise<IssuedCards> {
  const { organizationId, amount, request, now } = wanted;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: wanted.programId, at: now });
  const before =
    request === null
      ? null
      : await deps.db.tenant(organizationId, (tx) => findCardBatchByRequest(tx, organizationId, request.key));
  if (before === null) checkAmount(active.program, amount);
  const batch: StoredCardBatch = {
    batchId: randomUUID(),
    programId,
    ledgerProgramId: await moneyProgramId(deps, { organizationId, programId }),
    nominal: amount,
    currency: active.program.currency,
    wanted: wanted.count,
    made: 0,
    tried: 0,
    request,
    createdAt: now,
  };
  const first = await deps.db.tenant(organizationId, async (tx) => {
    if (!(await insertCardBatch(tx, organizationId, batch)))
      return request === null ? null : findCardBatchByRequest(tx, organizationId, request.key);
    // A single card is there with its batch, so that a repeat at the same moment finds it.
    if (batch.wanted === 1) await makeCards(tx, organizationId, batch);
    return batch;
  });
  if (first === null) throw new Error('a batch of gift cards was neither made nor found');
  if (first.request?.hash !== request?.hash) throw new ApiError('key_reused');
  // A repeat goes on with what a crash may have left undone.
  if (first.wanted > 1) await makeCardPage(deps.db, organizationId, first.batchId);
  return {
    batch: first,
    repeated: first.batchId !== batch.batchId,
    card: first.wanted === 1 ? await onlyCardOf(deps, organizationId, first.batchId) : null,
  };
}

/** Chance may have given the first codes before, which leaves gaps. */
const NUMBER_MAX = 2 ** 31 - 1;

async function onlyCardOf(deps: CardDeps, organizationId: string, batchId: string): Promise<StoredCard> {
  const card = await deps.db.tenant(organizationId, async (tx) => {
    const [only] = await listCards(tx, organizationId, { batchId, after: 0, upTo: NUMBER_MAX });
    return only === undefined ? null : findCardByCode(tx, organizationId, only.code);
  });
  if (card === null) throw new Error('a gift card that was just made is not there');
  return findCardById(deps, organizationId, card.accountId);
}

function checkAmount({ giftCards }: CompiledProgram, amount: Money): void {
  if (giftCards === null) throw new ApiError('gift_cards_not_offered');
  const { amounts, min, max } = giftCards;
  const isOffered = amounts === null ? amount >= min && (max === null || amount <= max) : amounts.includes(amount);
  if (isOffered) return;
  throw new ApiError('gift_card_amount_not_offered', { offered: amounts === null ? { min, max } : { amounts } });
}
