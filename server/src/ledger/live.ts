/**
 * One account's operations decided one after another, each on the account that the one before it left, with whatever was due
 * in between happening at its own moment. Nothing is written here.
 */
import {
  catchUp,
  decide,
  instant,
  type Account,
  type CompiledProgram,
  type Event,
  type Instant,
  type Refusal,
} from '@kopilka/engine';
import type { LoadedAccount } from './account-row.ts';
import type { Chain, Step } from './book.ts';
import { newOperationId, shardOf } from './ids.ts';
import type { ActiveProgram, ProgramTimeline } from './program-source.ts';

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

/** Decides one event and lives on; a refusal leaves the account as it was. */
export function live(life: Life, asked: Asked): Step | Refusal {
  const active = chosen(life.timeline, asked);
  const before = { steps: life.steps.length, account: life.account, program: life.program };
  liveUntil(life, asked.event.at);
  const verdict = decide(active.program, life.account, asked.event, asked.operationId);
  if (verdict.type === 'refused') {
    // What was due has to happen before this event only; with the event refused, the alarm will see to it.
    life.steps.length = before.steps;
    life.account = before.account;
    life.program = before.program;
    return verdict;
  }
  const step: Step = {
    operationId: asked.operationId,
    event: asked.event,
    decision: verdict.decision,
    programVersion: active.version,
  };
  life.steps.push(step);
  life.account = verdict.account;
  life.program = active.program;
  return step;
}

/** Lets everything due up to an instant happen. */
export function liveUntil(life: Life, until: Instant): void {
  const { asOf } = life.account;
  const end = asOf !== null && asOf > until ? asOf : until;
  const { decisions, account } = catchUp((at) => life.timeline.at(at).program, life.account, end);
  for (const decision of decisions) {
    const { program, version } = life.timeline.at(decision.at);
    const operationId = newOperationId(Date.now(), shardOf(life.loaded.accountId));
    life.steps.push({ operationId, event: { type: 'clock', at: decision.at }, decision, programVersion: version });
    life.program = program;
  }
  life.account = account;
}

/** What is to be written; null when nothing happened. */
export function chainOf(life: Life): Chain | null {
  if (life.steps.length === 0) return null;
  return { loaded: life.loaded, steps: life.steps, account: life.account, program: life.program };
}

function chosen(timeline: ProgramTimeline, asked: Asked): ActiveProgram {
  if (asked.programVersion === undefined) return timeline.at(asked.event.at);
  const version = timeline.version(asked.programVersion);
  if (version === null) throw new Error(`program version ${asked.programVersion} does not exist`);
  return version;
}
