/**
 * A member deletes their own account. Once they are forgotten nobody is signed in who could repeat it, so the wish is written down before
 * it begins and taken back when it is done: what a crash leaves is finished by the job of `serve`.
 */
import { ApiError } from '../../errors.ts';
import { forgetMember, type Person } from '../personal-data/forget.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { deleteWish, insertWish, listLeftWishes, postponeWish } from './deletions-store.ts';

const LEFT_PAGE = 20;

/** Throws ApiError family_owner_stays or member_moving; then nothing has changed. */
export async function deleteAccount(deps: QuoteDeps, person: Person): Promise<void> {
  const { organizationId, memberId } = person;
  await deps.db.tenant(organizationId, (tx) => insertWish(tx, organizationId, memberId));
  await finish(deps, person);
}

async function finish(deps: QuoteDeps, person: Person): Promise<void> {
  const { organizationId, memberId } = person;
  const end = (): Promise<void> => deps.db.tenant(organizationId, (tx) => deleteWish(tx, memberId));
  try {
    await forgetMember(deps, person);
  } catch (error) {
    if (error instanceof ApiError) await end();
    throw error;
  }
  await end();
}

/** What processes that died have left. Throws after all have been tried. */
export async function finishLeftDeletions(deps: QuoteDeps): Promise<void> {
  const failures: unknown[] = [];
  for (const person of await listLeftWishes(deps.db.system, LEFT_PAGE)) {
    await finish(deps, person).catch(async (error: unknown) => {
      // One who may not go after all is still there to be told.
      if (error instanceof ApiError) return;
      failures.push(error);
      await deps.db.tenant(person.organizationId, (tx) => postponeWish(tx, person.memberId));
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, 'accounts were not deleted');
}
