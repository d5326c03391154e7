/**
 * A whole batch decided at once: every account's works one after another on what was loaded. Nothing is written and nobody is
 * answered here, so that a batch can be decided again, with more to offer or on accounts loaded anew.
 */
import type { Instant } from '@kopilka/engine';
import type { PostResult, StoredOperation } from './ledger.ts';
import { begin, live, liveByAlarm, type Life } from './live.ts';
import type { Loaded } from './load-works.ts';
import type { Purse } from './purse.ts';
import type { Answer, TaskLived, Work } from './task.ts';

export interface Decided {
  readonly lives: readonly Life[];
  readonly answers: readonly Answer[];
}

/** What the works of one batch share: answers so far, and the operations that exist by now. */
interface Deciding {
  readonly answers: Answer[];
  readonly known: Map<string, StoredOperation>;
  readonly acceptedAt: Instant;
  readonly purse: Purse;
}

export function decideAll(
  works: readonly Work[],
  { accounts, existing, purchases }: Loaded,
  acceptedAt: Instant,
  purse: Purse,
): Decided {
  const lives: Life[] = [];
  const deciding: Deciding = { answers: [], known: new Map(existing), acceptedAt, purse };
  purse.begin();
  for (const [accountId, own] of Map.groupBy(works, (work) => work.task.accountId)) {
    const loaded = accounts.get(accountId);
    const timeline = own[0]?.task.timeline;
    if (loaded === undefined || timeline === undefined) {
      for (const work of own) deciding.answers.push({ work, result: { type: 'account_unknown' } });
      continue;
    }
    const mine = [...purchases].filter(([, record]) => record.accountId === accountId);
    const life = begin({ ...loaded, account: { ...loaded.account, purchases: new Map(mine) } }, timeline);
    lives.push(life);
    for (const work of own) answerIn(life, work, deciding);
  }
  return { lives, answers: deciding.answers };
}

/** Decides one work on its account's life. An operation that throws fails alone; the account goes on without it. */
function answerIn(life: Life, work: Work, deciding: Deciding): void {
  try {
    deciding.answers.push({ work, result: resultIn(life, work, deciding) });
  } catch (error) {
    deciding.answers.push({ work, error });
  }
}

function resultIn(life: Life, work: Work, { known, acceptedAt, purse }: Deciding): PostResult | TaskLived {
  const { task, event, operationId } = work;
  const { loaded } = life;
  if (loaded.organizationId !== task.organizationId || loaded.programId !== task.programId)
    return { type: 'account_unknown' };
  if (event === null) {
    const before = life.steps.length;
    liveByAlarm(life, task.until);
    return { type: 'lived', operations: life.steps.length - before };
  }
  const first = known.get(operationId);
  if (first !== undefined) {
    const same =
      event.type === 'void' ? first.decision.type === 'void' : first.decision.type !== 'void' && work.sameBody;
    return same ? { type: 'repeated', operation: first } : { type: 'receipt_taken' };
  }
  const step = live(life, { operationId, event, programVersion: task.request?.programVersion }, purse);
  if ('type' in step) return step;
  const operation: StoredOperation = {
    operationId,
    organizationId: loaded.organizationId,
    accountId: loaded.accountId,
    seq: loaded.version + life.steps.length,
    programVersion: step.programVersion,
    acceptedAt,
    event: step.event,
    decision: step.decision,
  };
  known.set(operationId, operation);
  return { type: 'done', operation };
}
