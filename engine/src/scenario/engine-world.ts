/**
 * The engine alone as a world: accounts in memory, each named like its member. What a decision sends to another account or to
 * its own (a friend's reward, a birthday, units transferred) arrives at once, and limits shared by accounts are kept here as
 * the ledger keeps them.
 */
import { type Account, NEW_ACCOUNT } from '../account.ts';
import { decide } from '../decide.ts';
import type { Decision, Emitted, Reason } from '../decision.ts';
import type { Event } from '../event.ts';
import { explainReason, explainRefusal, reasonsOn } from '../explain.ts';
import { parcelSchema } from '../parcel.ts';
import type { CompiledProgram } from '../program/compiled.ts';
import { quotaDemands, withQuotas } from '../quotas.ts';
import { nextDue } from '../rules/alarms.ts';
import { standingAt } from '../standing.ts';
import { type Instant, instant } from '../values/time.ts';
import { assert } from '../values/unreachable.ts';
import { happenedIn, outcomeOf } from './engine-outcome.ts';
import type { Deed, Happened, Outcome, Seen, Told, World } from './world.ts';

/** One deed of a member can cause so many others at most; more is a circle. */
const CONSEQUENCES_MAX = 200;

interface Place {
  readonly programAt: (at: Instant) => CompiledProgram;
  readonly accounts: Map<string, Account>;
  /** Of budgets, stocks and limits shared by accounts: what has been taken, by key. */
  readonly taken: Map<string, number>;
  /** What happened to each member since it was last seen. */
  readonly unseen: Map<string, { readonly happened: Happened[]; readonly reasons: Told[] }>;
  readonly language: 'ru' | 'en';
  now: Instant;
  operations: number;
}

/** `programAt` answers the version in force. */
export function createEngineWorld(programAt: (at: Instant) => CompiledProgram, language: 'ru' | 'en' = 'en'): World {
  const place: Place = {
    programAt,
    accounts: new Map(),
    taken: new Map(),
    unseen: new Map(),
    language,
    now: instant(0),
    operations: 0,
  };
  return {
    pass: (at) => Promise.resolve().then(() => live(place, at)),
    perform: (deed) => Promise.resolve().then(() => perform(place, deed)),
    see: (member) => Promise.resolve().then(() => see(place, member)),
  };
}

/** Lets happen what is due to anybody until `at`, the earliest first. */
function live(place: Place, at: Instant): void {
  for (let turn = dueFirst(place, at); turn !== null; turn = dueFirst(place, at)) {
    place.now = turn.due;
    tick(place, turn.member, turn.due);
  }
  place.now = at;
}

function dueFirst(place: Place, at: Instant): { readonly member: string; readonly due: Instant } | null {
  let first: { readonly member: string; readonly due: Instant } | null = null;
  for (const member of place.accounts.keys()) {
    const due = dueOf(place, member, at);
    if (due !== null && (first === null || due < first.due)) first = { member, due };
  }
  return first;
}

/** What is due to the member by `at`; null for nothing. */
function dueOf(place: Place, member: string, at: Instant): Instant | null {
  const due = nextDue(place.programAt(at), accountOf(place, member));
  return due !== null && due <= at ? due : null;
}

function tick(place: Place, member: string, due: Instant): void {
  const program = place.programAt(due);
  const clock = offered(place, program, { type: 'clock', at: due });
  const verdict = decide(program, accountOf(place, member), clock, operationId(place));
  assert(verdict.type === 'decided', 'time cannot be refused');
  assert(nextDue(program, verdict.account) !== due, 'what was due is still due');
  place.accounts.set(member, verdict.account);
  settle(place, member, verdict.decision, { depth: 0, byItself: true });
}

function perform(place: Place, { id, member, event, quote }: Deed): Outcome {
  live(place, place.now);
  const program = place.programAt(event.at);
  const account = accountOf(place, member);
  const verdict = decide(program, account, offered(place, program, event), id);
  if (verdict.type === 'refused')
    return { type: 'refused', code: verdict.code, because: explainRefusal(verdict, program)[place.language] };
  const { decision } = verdict;
  const said =
    'receipt' in event
      ? reasonsOn(event.receipt, decision.at, { reasons: decision.reasons, program })
      : decision.reasons;
  const reasons = said.map((reason) => told(place, program, reason));
  if (quote) return { ...outcomeOf(decision), reasons, quoted: happenedIn(decision) };
  place.accounts.set(member, verdict.account);
  const consequences = settle(place, member, decision, { depth: 0, byItself: false });
  live(place, place.now);
  return { ...outcomeOf(decision), reasons: [...reasons, ...consequences], quoted: null };
}

function see(place: Place, member: string): Seen {
  const program = place.programAt(place.now);
  const { happened, reasons } = place.unseen.get(member) ?? { happened: [], reasons: [] };
  place.unseen.delete(member);
  return {
    earned: happened.flatMap((each) => each.earned),
    expired: happened.flatMap((each) => each.expired),
    badges: happened.flatMap((each) => each.badges),
    messages: happened.flatMap((each) => each.messages),
    standing: standingAt(program, accountOf(place, member), place.now),
    reasons,
  };
}

/** Remembers what a decision did and delivers what it sends; answers the reasons of everything that followed. */
function settle(
  place: Place,
  member: string,
  decision: Decision,
  { depth, byItself }: { readonly depth: number; readonly byItself: boolean },
): readonly Told[] {
  assert(depth < CONSEQUENCES_MAX, 'consequences of consequences without end');
  for (const [key, units] of Object.entries(decision.quotas ?? {}))
    place.taken.set(key, (place.taken.get(key) ?? 0) + units);
  const own = unseenOf(place, member);
  own.happened.push(happenedIn(decision));
  if (byItself || depth > 0)
    own.reasons.push(...decision.reasons.map((reason) => told(place, place.programAt(decision.at), reason)));
  return (decision.emits ?? []).flatMap((emitted) => deliver(place, member, emitted, depth + 1));
}

function deliver(place: Place, from: string, emitted: Emitted, depth: number): readonly Told[] {
  const member = emitted.to ?? from;
  // The member has seen the words with the decision that says them.
  if (emitted.name === 'message') return [];
  const program = place.programAt(place.now);
  const event = eventOf(place, from, emitted);
  // The other may have something due at this very moment.
  for (let due = dueOf(place, member, place.now); due !== null; due = dueOf(place, member, place.now))
    tick(place, member, due);
  const verdict = decide(program, accountOf(place, member), offered(place, program, event), operationId(place));
  if (verdict.type === 'refused') {
    const words = explainRefusal(verdict, program)[place.language];
    return [{ rule: null, code: verdict.code, words: `${emitted.name}: ${words}` }];
  }
  place.accounts.set(member, verdict.account);
  const reasons = verdict.decision.reasons.map((reason) => told(place, program, reason));
  return [...reasons, ...settle(place, member, verdict.decision, { depth, byItself: false })];
}

function eventOf({ now }: Place, from: string, { name, data }: Emitted): Event {
  if (name !== 'receive') return { type: 'custom', at: now, name, data };
  const parcel: unknown = JSON.parse(data['parcel'] ?? 'null');
  const cause = data['cause'] === 'merge' ? 'merge' : 'transfer';
  return { type: 'receive', at: now, from, cause, parcel: parcelSchema.parse(parcel) };
}

/** The event with what is left of every shared limit that it could ask for. */
function offered(place: Place, program: CompiledProgram, event: Event): Event {
  const left = quotaDemands(program, event).map(
    ({ key, limit }) => [key, Math.max(0, limit - (place.taken.get(key) ?? 0))] as const,
  );
  return left.length === 0 ? event : withQuotas(event, Object.fromEntries(left));
}

function told({ language }: Place, program: CompiledProgram, reason: Reason): Told {
  return { rule: reason.rule ?? null, code: reason.code, words: explainReason(reason, program)[language] };
}

/** Of what nobody in the story did. */
function operationId(place: Place): string {
  place.operations += 1;
  return `by-itself-${place.operations}`;
}

function accountOf({ accounts }: Place, member: string): Account {
  return accounts.get(member) ?? { ...NEW_ACCOUNT, id: member };
}

function unseenOf({ unseen }: Place, member: string): { readonly happened: Happened[]; readonly reasons: Told[] } {
  const known = unseen.get(member) ?? { happened: [], reasons: [] };
  unseen.set(member, known);
  return known;
}
