/**
 * One account's operations decided one after another, each on the account that the one before it left, with whatever was due
 * in between happening at its own moment. Nothing is written here.
 */
import {
  catchUp,
  decide,
  instant,
  nextDue,
  type Account,
  type CompiledProgram,
  type Decision,
  type Event,
  type Instant,
  type Refusal,
} from '@kopilka/engine';
import type { LoadedAccount } from './account-row.ts';
import type { Chain, Step } from './book.ts';
import { decideAsIs, decideWithin } from './decide-within.ts';
import { newOperationId, shardOf } from './ids.ts';
import type { ActiveProgram, ProgramTimeline } from './program-source.ts';
import type { Purse } from './purse.ts';

/** An account on its way through a batch. */
export interface Life {
  readonly loaded: LoadedAccount;
  readonly timeline: ProgramTimeline;
  readonly steps: Step[];
  account: Account;
  program: CompiledProgram;
}

export function begin(loaded: LoadedAccount, timeline: ProgramTimeline): Life {
  return {
    loaded,
    timeline,
    steps: [],
    account: loaded.account,
    program: timeline.at(loaded.account.asOf ?? instant(0)).program,
  };
}

export interface Asked {
  readonly operationId: string;
  readonly event: Event;
  /** Decide by this version; otherwise by the one in force at the event's time. */
  readonly programVersion: number | undefined;
}

/**
 * Decides one event and lives on; a refusal leaves the account as it was. Quotas are offered from the purse; without one the
 * event is decided as it is.
 */
export function live(life: Life, asked: Asked, purse?: Purse): Step | Refusal {
  const active = activeFor(life.timeline, asked.event, asked.programVersion);
  const before = { steps: life.steps.length, account: life.account, program: life.program };
  liveUntil(life, asked.event.at, active.program);
  const question = { ...asked, program: active.program, account: life.account, owner: life.loaded };
  const { event, verdict, overdrawn } = purse === undefined ? decideAsIs(question) : decideWithin(question, purse);
  if (verdict.type === 'refused') {
    // What was due has to happen before this event only; with the event refused, the alarm will see to it.
    life.steps.length = before.steps;
    life.account = before.account;
    life.program = before.program;
    return verdict;
  }
  const step: Step = {
    operationId: asked.operationId,
    event,
    decision: verdict.decision,
    programVersion: active.version,
    overdrawn,
  };
  life.steps.push(step);
  life.account = withEnded(verdict.account, question.account, event);
  life.program = active.program;
  return step;
}

/**
 * The engine forgets a checkout that has ended. Another operation of the batch may name it all the same, and is to hear how it ended
 * whether or not it came with the first.
 */
function withEnded(after: Account, before: Account, event: Event): Account {
  if (event.type !== 'release' && event.type !== 'purchase') return after;
  const checkout = before.checkouts.find(({ id }) => id === event.checkout);
  if (checkout === undefined || after.checkouts.some(({ id }) => id === checkout.id)) return after;
  const status = event.type === 'release' ? 'cancelled' : 'committed';
  return { ...after, checkouts: [...after.checkouts, { ...checkout, status }] };
}

/**
 * Lets everything due up to an instant happen, each at its own moment and by the version in force then. What `program` has due,
 * which is to decide the next event, must be behind the account too, even if it came into force while the account slept or
 * is an older one that was asked for.
 */
export function liveUntil(life: Life, until: Instant, program = life.timeline.at(until).program): void {
  const end = endOf(life, until);
  for (;;) {
    const { decisions, account } = catchUp((at) => life.timeline.at(at).program, life.account, end);
    for (const decision of decisions) addClock(life, decision);
    life.account = account;
    const due = nextDue(program, account);
    if (due === null || due > end) return;
    const at = momentOf(life.timeline, { program, due, end });
    liveThrough(life, at);
    if ((nextDue(program, life.account) ?? Number.POSITIVE_INFINITY) <= at)
      throw new Error('what was due is still due');
  }
}

/** A program has nothing due before it came into force: it happens then or, if it is not in force any more, goes by at the end. */
function momentOf(
  timeline: ProgramTimeline,
  { program, due, end }: { readonly program: CompiledProgram; readonly due: Instant; readonly end: Instant },
): Instant {
  if (timeline.at(due).program === program) return due;
  const start = timeline.after?.(due).find((coming) => coming.program === program)?.from;
  return start !== undefined && start <= end ? start : end;
}

/** One moment passes, whether or not anything is due at it. */
function liveThrough(life: Life, at: Instant): void {
  const verdict = decide(life.timeline.at(at).program, life.account, { type: 'clock', at });
  if (verdict.type === 'refused') throw new Error(`time was refused: ${verdict.code}`);
  addClock(life, verdict.decision);
  life.account = verdict.account;
}

function addClock(life: Life, decision: Decision): void {
  const { program, version } = life.timeline.at(decision.at);
  life.steps.push({
    operationId: newOperationId(Date.now(), shardOf(life.loaded.accountId)),
    event: { type: 'clock', at: decision.at },
    decision,
    programVersion: version,
    overdrawn: {},
  });
  life.program = program;
}

/**
 * Answers an alarm: everything due happens. An alarm that rang for nothing, because a new version of the program was expected to
 * have something due, is set anew by an operation that changes nothing else.
 */
export function liveByAlarm(life: Life, until: Instant): void {
  liveUntil(life, until);
  const { dueAt } = life.loaded;
  if (life.steps.length > 0 || dueAt === null || dueAt > until) return;
  // At its own moment: receipts that come a little later than that are not late.
  liveThrough(life, endOf(life, dueAt));
  liveUntil(life, until);
}

/** What is to be written; null when nothing happened. */
export function chainOf(life: Life): Chain | null {
  if (life.steps.length === 0) return null;
  const { loaded, steps, account, program } = life;
  return { loaded, steps, account, program, dueAt: dueOf(life) };
}

/**
 * By the program in force at the account's time, which a purchase may have been decided without (it keeps to the version of
 * its checkout), and by those to come, none of which has anything due before it comes into force.
 */
function dueOf({ timeline, account }: Life): Instant | null {
  const { asOf } = account;
  if (asOf === null) return null;
  let due = nextDue(timeline.at(asOf).program, account);
  for (const { from, program } of timeline.after?.(asOf) ?? []) {
    const then = nextDue(program, account);
    const at = then === null || then > from ? then : from;
    if (at !== null && (due === null || at < due)) due = at;
  }
  return due;
}

/** An account's time never goes back. */
function endOf({ account: { asOf } }: Life, until: Instant): Instant {
  return asOf !== null && asOf > until ? asOf : until;
}

/** The version that an event is decided by: the one asked for, or the one in force at its time. */
export function activeFor(timeline: ProgramTimeline, event: Event, asked: number | undefined): ActiveProgram {
  if (asked === undefined) return timeline.at(event.at);
  const version = timeline.version(asked);
  if (version === null) throw new Error(`program version ${asked} does not exist`);
  return version;
}
