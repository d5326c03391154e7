/**
 * Everything that is stored about a person, as one JSON document written piece by piece, so that a long history needs no memory.
 * Of an account that others share or shared, only the operations that name the member are the member's; which of the rest are,
 * nobody can tell.
 */
import type { Event } from '@kopilka/engine';
import { momentText } from '../../fields.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { balancesAnswer, tierAnswer } from '../accounts/standing.ts';
import { cardDataOf } from '../card/forget.ts';
import { familiesOf } from '../families/person.ts';
import { readMember } from '../members/answer.ts';
import { type AccountOfPerson, accountsOfPerson } from '../members/forget.ts';
import { payoutsOf } from '../payouts/list.ts';
import { accountNow } from '../profiles/account-now.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { referralsOf } from '../referrals/person.ts';
import type { Person } from './forget.ts';

const PAGE = 200;

/** The pieces of the document. Throws ApiError member_unknown before the first of them. */
export async function collectPersonalData(deps: QuoteDeps, person: Person): Promise<AsyncGenerator<string>> {
  const { organizationId, memberId, now } = person;
  const member = await readMember(deps, person);
  const accounts = await accountsOfPerson(deps.db, person);
  const accountIds = accounts.map(({ accountId }) => accountId);
  const head = {
    generatedAt: momentText(now),
    member: { id: member.id, status: member.status, createdAt: member.createdAt },
    identities: member.identities,
    profile: member.profile,
    card: await cardDataOf(deps.db, person),
    families: await familiesOf(deps, person),
    referrals: await referralsOf(deps.db, person),
    payouts: await payoutsOf(deps.db, { organizationId, memberId, accountIds }),
  };
  return pieces(deps, { person, head: JSON.stringify(head), accounts });
}

async function* pieces(
  deps: QuoteDeps,
  one: { readonly person: Person; readonly head: string; readonly accounts: readonly AccountOfPerson[] },
): AsyncGenerator<string> {
  const { person, head, accounts } = one;
  yield `${head.slice(0, -1)},"accounts":[`;
  for (const [index, account] of accounts.entries()) {
    const standing = JSON.stringify(await standingOf(deps, person, account));
    yield `${index === 0 ? '' : ','}${standing.slice(0, -1)},"operations":`;
    yield* list(operationsOf(deps, person, account));
    yield ',"messages":';
    yield* list(messagesOf(deps, person, account));
    yield '}';
  }
  yield ']}\n';
}

async function* list(pages: AsyncGenerator<readonly object[]>): AsyncGenerator<string> {
  let separator = '[';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield `${separator}${page.map((each) => JSON.stringify(each)).join(',')}`;
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}

async function standingOf(
  { ledger, db, programs }: QuoteDeps,
  { organizationId, now }: Person,
  { programId, accountId, isCurrent, wasShared }: AccountOfPerson,
): Promise<object> {
  const standing = await ledger.standing(organizationId, accountId, now);
  const found = await accountNow({ db, programs }, { organizationId, accountId, now });
  const { attributes, dates, statementDay, choices, offers, heir } = found?.account.state ?? {};
  return {
    programId,
    accountId,
    current: isCurrent,
    shared: wasShared,
    ...(standing === null || !isCurrent ? {} : { balances: balancesAnswer(standing), tier: tierAnswer(standing) }),
    ...(isCurrent ? { known: { attributes, dates, statementDay, choices, offers } } : {}),
    ...(heir === undefined ? {} : { mergedInto: heir }),
  };
}

async function* operationsOf(
  { ledger }: QuoteDeps,
  { organizationId, memberId }: Person,
  { accountId, wasShared }: AccountOfPerson,
): AsyncGenerator<readonly object[]> {
  let beforeSeq: number | undefined;
  do {
    const page: readonly StoredOperation[] = await ledger.operations(organizationId, accountId, {
      limit: PAGE,
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
    });
    yield page.filter(({ event }) => !wasShared || memberIn(event) === memberId).map(operationOf);
    beforeSeq = page.at(-1)?.seq;
  } while (beforeSeq !== undefined);
}

function operationOf({ operationId, acceptedAt, event, decision }: StoredOperation): object {
  const { type, at, ...told } = event;
  const { entries, reasons, tier } = decision;
  return {
    id: operationId,
    type,
    at: momentText(at),
    acceptedAt: momentText(acceptedAt),
    told,
    moved: entries.map(({ wallet, kind, units, rule }) => ({ wallet, kind, units, rule })),
    ...(tier === undefined ? {} : { tier }),
    reasons: reasons.filter(({ applied }) => applied),
  };
}

function memberIn(event: Event): string | null {
  return 'member' in event ? (event.member ?? null) : null;
}

async function* messagesOf(
  { ledger }: QuoteDeps,
  { organizationId }: Person,
  { accountId, wasShared }: AccountOfPerson,
): AsyncGenerator<readonly object[]> {
  if (wasShared) return;
  let before: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof ledger.messages>> = await ledger.messages(organizationId, accountId, {
      limit: PAGE,
      ...(before === undefined ? {} : { before }),
    });
    yield page.map(({ rule, ru, en, at }) => ({ rule, ru, en, at: momentText(at) }));
    before = page.at(-1)?.messageId;
  } while (before !== undefined);
}
