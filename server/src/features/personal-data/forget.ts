/**
 * Forgets a member. Whatever names the person is erased for ever; the accounts stay as nobody's, so that the books still balance and
 * later returns are still undone. Every step may be repeated: the member is marked first, so nobody can be served by that name
 * any more, and whoever repeats the request after a crash finishes the rest.
 */
import type { AccountState, Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { forgetCardOf, forgetCodesOf } from '../card/forget.ts';
import { forgetInFamilies, leaveFamilies } from '../families/person.ts';
import { forgetRefusedRowsOf } from '../imports/tidy.ts';
import { type AccountOfPerson, accountsOfPerson, forgetPerson } from '../members/forget.ts';
import { birthdaysOn, datesWith } from '../members/keep-in-step.ts';
import { broughtFrom } from '../merges/end-account.ts';
import { forgetMergeReasons } from '../merges/person.ts';
import { erasePayoutsOf } from '../payouts/list.ts';
import { accountNow } from '../profiles/account-now.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { forgetReferrals } from '../referrals/person.ts';

export interface Person {
  readonly organizationId: string;
  readonly memberId: string;
  readonly now: Instant;
}

export interface Forgotten {
  readonly at: Instant;
  /** They stay, and are nobody's. */
  readonly accountIds: readonly string[];
}

/** Throws ApiError member_unknown, family_owner_stays, or member_moving while what the member had is on its way between accounts. */
export async function forgetMember(deps: QuoteDeps, person: Person): Promise<Forgotten> {
  const { db, ledger } = deps;
  const { organizationId, memberId } = person;
  const before = await accountsOfPerson(db, person);
  if (await ledger.isMovingOut(before.map(({ accountId }) => accountId))) throw new ApiError('member_moving');
  await leaveFamilies(deps, person);
  await forgetCodesOf(db, person);
  await forgetRefusedRowsOf(db, person);
  const { at } = await forgetPerson(db, person);
  await forgetCardOf(db, person);
  await forgetInFamilies(deps, person);
  await forgetReferrals(db, person);
  const accounts = await accountsOfPerson(db, person);
  const accountIds = accounts.map(({ accountId }) => accountId);
  await erasePayoutsOf(db, { organizationId, memberId, accountIds });
  await forgetMergeReasons(db, organizationId, accountIds);
  const brought = await broughtBy(deps, organizationId, accounts);
  for (const account of accounts) await forgetOnAccount(deps, person, { account, brought });
  // Last, because it erases what they had brought.
  for (const { accountId, wasShared } of accounts)
    await ledger.eraseHistory({ organizationId, accountId, messages: !wasShared });
  return { at, accountIds: accounts.filter(({ isShared }) => !isShared).map(({ accountId }) => accountId) };
}

type Known = Pick<AccountState, 'attributes' | 'dates'>;

/** What rules knew of the member when accounts of the member's own became part of others. */
async function broughtBy(
  deps: QuoteDeps,
  organizationId: string,
  accounts: readonly AccountOfPerson[],
): Promise<readonly Known[]> {
  const ended = accounts.filter(({ isCurrent, wasShared }) => !isCurrent && !wasShared);
  const parcels = await Promise.all(ended.map(({ accountId }) => broughtFrom(deps, organizationId, accountId)));
  return parcels.map((parcel) => parcel?.state ?? {});
}

/**
 * What the account remembers now: all of it when it is nobody's any more. On one that others have, only the member's birthday and
 * what the member brought: dates and words. A yes or a number names nobody, and may be the others' as well.
 */
async function forgetOnAccount(
  deps: QuoteDeps,
  { organizationId, now }: Person,
  { account, brought }: { readonly account: AccountOfPerson; readonly brought: readonly Known[] },
): Promise<void> {
  const { programId, accountId, isCurrent, isShared } = account;
  if (!isCurrent && !isShared) return;
  const found = await accountNow(deps, { organizationId, accountId, now });
  const { attributes = {}, dates = [] } = found?.account.state ?? {};
  const isTheirs = (name: string, value: unknown): boolean =>
    !isShared || (typeof value === 'string' && brought.some((known) => known.attributes?.[name] === value));
  const names = Object.keys(attributes).filter((name) => isTheirs(name, attributes[name]));
  const isBrought = (date: (typeof dates)[number]): boolean =>
    brought.some((known) => known.dates?.some(({ whose, on }) => whose === date.whose && on === date.on));
  const others = isShared
    ? datesWith(
        dates.filter((date) => !isBrought(date)),
        await birthdaysOn(deps, organizationId, accountId),
      )
    : [];
  if (names.length === 0 && JSON.stringify(others) === JSON.stringify(dates)) return;
  const result = await deps.ledger.post({
    organizationId,
    programId,
    accountId,
    event: {
      type: 'profile',
      at: now,
      attributes: Object.fromEntries(names.map((name) => [name, null])),
      dates: [...others],
    },
    now,
    history: false,
    keys: [],
    bodyHash: '',
  });
  if (result.type !== 'done') throw new Error(`an account did not forget: ${result.type}`);
}
