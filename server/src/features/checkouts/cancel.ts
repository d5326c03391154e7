/** Gives a checkout up: its units and codes are free again. Cancelling twice is the same as once; a committed checkout stays. */
import type { Instant, Standing } from '@kopilka/engine';
import { releaseCheckoutCodes } from '../coupons/use-codes.ts';
import { meaningHash } from '../operations/keys.ts';
import { postOperation } from '../operations/post.ts';
import { rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { findCheckout } from './find.ts';

export async function cancelCheckout(
  deps: QuoteDeps,
  {
    organizationId,
    checkoutId,
    now,
  }: { readonly organizationId: string; readonly checkoutId: string; readonly now: Instant },
): Promise<{ readonly accountId: string; readonly after: Standing }> {
  const { operation: hold, programId } = await findCheckout(deps, organizationId, checkoutId);
  const { program } = await rulesOf(deps.programs, { organizationId, programId, version: hold.programVersion });
  const { operation } = await postOperation(
    deps,
    {
      organizationId,
      programId,
      accountId: hold.accountId,
      event: { type: 'release', at: now, checkout: checkoutId },
      now,
      history: false,
      keys: [{ kind: 'checkout', key: `cancel/${checkoutId}` }],
      bodyHash: meaningHash({ cancel: checkoutId }),
    },
    program,
  );
  await releaseCheckoutCodes(deps, hold);
  return { accountId: hold.accountId, after: operation.decision.after };
}
