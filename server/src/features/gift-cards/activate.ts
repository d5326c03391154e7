/**
 * Sells a card: its money comes onto it, from now on with the dates of the program. Once, by one receipt, whoever asks how
 * often.
 */
import { type Instant, units } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { idempotencyKeys, orderedMeaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { rulesAt } from '../programs/rules-at.ts';
import { type CardDeps, expiryOf, recordedUnder, saleKey } from './card.ts';
import { MONEY_WALLET, publishMoneyProgram } from './money-program.ts';
import { markActive, type StoredCard } from './store.ts';

export interface Sale {
  readonly organizationId: string;
  readonly card: StoredCard;
  /** The shop's number of the receipt, after its source; null when it is not told. */
  readonly receipt: string | null;
  readonly buyerId: string | null;
  readonly idempotencyKey: string | null;
  readonly now: Instant;
}

/** Stands in the journal. */
const REASON = 'sold';

/** Throws ApiError gift_card_blocked, gift_card_activated or gift_cards_not_offered. */
export async function activateCard(
  deps: CardDeps,
  sale: Sale,
): Promise<{ readonly operation: StoredOperation; readonly repeated: boolean }> {
  const { organizationId, card, receipt, buyerId, idempotencyKey, now } = sale;
  const { accountId, ledgerProgramId, nominal, code } = card;
  const before = await recordedUnder(deps, organizationId, saleKey(accountId));
  if (before === null) {
    if (card.blocked !== null) throw new ApiError('gift_card_blocked');
    await prepareProgram(deps, sale);
  }
  const known = await deps.programs.timeline(organizationId, ledgerProgramId);
  if (known === null) throw new Error('the program of a gift card is not there');
  const posted = await postOperation(
    deps,
    {
      organizationId,
      programId: ledgerProgramId,
      accountId,
      event: { type: 'correction', at: now, wallet: MONEY_WALLET, units: units(nominal), reason: REASON },
      now,
      history: false,
      keys: [saleKey(accountId), ...idempotencyKeys('activateGiftCard', idempotencyKey)],
      bodyHash: orderedMeaningHash([accountId, receipt, buyerId]),
    },
    known.at(now).program,
  ).catch(asActivated);
  const { operation } = posted;
  await deps.db.tenant(organizationId, (tx) =>
    markActive(tx, organizationId, {
      code,
      soldAt: operation.decision.at,
      receipt,
      buyerId,
      expiresAt: expiryOf(operation),
    }),
  );
  return posted;
}

async function prepareProgram(deps: CardDeps, { organizationId, card, now }: Sale): Promise<void> {
  const { programId, ledgerProgramId } = card;
  const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
  if (active.program.giftCards === null) throw new ApiError('gift_cards_not_offered');
  await publishMoneyProgram(deps, { organizationId, ledgerProgramId, shopProgram: active.program, now });
}

/** Another request has sold it. */
function asActivated(error: unknown): never {
  throw error instanceof ApiError && error.code === 'receipt_taken' ? new ApiError('gift_card_activated') : error;
}
