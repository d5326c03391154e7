/** What the shop knows of a member who may bring friends, told when it shows the member the code: friends are compared with it. */
import type { Instant } from '@kopilka/engine';
import { readMember } from '../members/answer.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { settingsOf } from './code.ts';
import { hashHints, type HintKind, type Hints, listHints } from './hints.ts';
import { insertHints } from './store.ts';

/** Answers which kinds were told. Twice is the same as once. Throws ApiError member_unknown. */
export async function tellHints(
  deps: QuoteDeps,
  told: {
    readonly organizationId: string;
    readonly memberId: string;
    readonly hints: Hints;
    readonly now: Instant;
  },
): Promise<readonly HintKind[]> {
  const { organizationId, memberId, now } = told;
  await readMember(deps, { organizationId, memberId, now });
  const listed = listHints(told.hints);
  await deps.db.tenant(organizationId, async (tx) => {
    const { secret } = await settingsOf(tx, organizationId);
    await insertHints(tx, organizationId, { memberId, referrerId: null, hints: hashHints(secret, listed), now });
  });
  return listed.map(({ kind }) => kind);
}
