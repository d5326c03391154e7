/**
 * Joining a program, to its end. The membership is written with a mark; the account, the welcome and what the account must know
 * of the member follow, and then the mark goes. Each step may be repeated, so a member whose process died in between is finished
 * by whoever comes next: a repeat of the request or the job of `serve`.
 */
import type { Instant } from '@kopilka/engine';
import { type JoinDeps, newMembership, openAccounts } from './join.ts';
import { endJoining, listJoining, listLeftJoining, postponeJoining } from './joining-store.ts';
import { birthdayOf, keepInStep } from './keep-in-step.ts';
import { insertMemberships, type Membership } from './store.ts';

/** Members finished by one run of the job. */
const LEFT_PAGE = 100;

export interface Joining {
  readonly organizationId: string;
  readonly memberId: string;
  readonly now: Instant;
}

/** Answers the account. `as`: on which account, for whoever must find it again after a crash. */
export async function joinProgram(
  deps: JoinDeps,
  wanted: Joining & { readonly programId: string; readonly as?: Membership },
): Promise<string> {
  const { organizationId, memberId, programId, now } = wanted;
  const membership = wanted.as ?? newMembership(programId, now);
  const memberships = await deps.db.tenant(organizationId, (tx) =>
    insertMemberships(tx, organizationId, { memberId, memberships: [membership] }),
  );
  await finishJoining(deps, wanted);
  const [joined] = memberships;
  if (joined === undefined) throw new Error('a membership that was just made is not there');
  return joined.accountId;
}

/** Nothing happens for a member who has joined to the end. */
export async function finishJoining(deps: JoinDeps, joining: Joining): Promise<void> {
  const { organizationId, memberId, now } = joining;
  const memberships = await deps.db.tenant(organizationId, (tx) => listJoining(tx, memberId));
  if (memberships.length === 0) return;
  await openAccounts(deps, { organizationId, memberships, now });
  if ((await birthdayOf(deps, organizationId, memberId)) !== null)
    await keepInStep(deps, { ...joining, birthday: true });
  const programIds = memberships.map(({ programId }) => programId);
  await deps.db.tenant(organizationId, (tx) => endJoining(tx, memberId, programIds));
}

/** What processes that died have left; answers how many members. Throws after all have been tried. */
export async function finishLeftJoining(deps: JoinDeps): Promise<number> {
  const left = await listLeftJoining(deps.db.system, LEFT_PAGE);
  const failures: unknown[] = [];
  for (const joining of left) {
    try {
      await finishJoining(deps, joining);
    } catch (error) {
      failures.push(error);
      await deps.db.tenant(joining.organizationId, (tx) => postponeJoining(tx, joining.memberId));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'joining was not finished');
  return left.length;
}
