/**
 * Tells one story to a world and judges every step. A step that fails does not end the story, so that one run shows all that
 * is to mend; a world that breaks does.
 */
import type { ReturnEvent } from '../event.ts';
import type { CompiledProgram } from '../program/compiled.ts';
import { quantity } from '../values/amount.ts';
import { type Instant, instant } from '../values/time.ts';
import { parseDuration } from '../values/duration.ts';
import { compare, type Mismatch } from './compare.ts';
import { ACTIONS, type Scenario, type Step } from './scenario-document.ts';
import { type Bought, eventOfStep, momentIn, StoryError, type Telling } from './step-event.ts';
import type { Outcome, Seen, World } from './world.ts';

export interface Story {
  readonly scenario: Scenario;
  /** Where the clock stands at first. */
  readonly start: string;
  readonly codes: Readonly<Record<string, string>>;
  readonly world: World;
  /** The version in force. */
  programAt(at: Instant): CompiledProgram;
}

export interface StepFailure {
  /** From 0. */
  readonly step: number;
  /** "2026-11-22T10:00 Anna buy". */
  readonly title: string;
  readonly mismatches: readonly Mismatch[];
  /** Why it came so, in words. */
  readonly because: readonly string[];
}

export interface ScenarioReport {
  readonly name: string;
  readonly steps: number;
  /** Empty when the story came as it was told. */
  readonly failures: readonly StepFailure[];
}

const DEFAULT_MEMBER = 'member';
const MINUTE_MS = 60_000;
/** More reasons than these would not be read. */
const REASONS_SHOWN_MAX = 12;

interface Progress {
  now: Instant;
  readonly purchases: Map<string, Bought>;
  /** Whose each operation is. */
  readonly owners: Map<string, string>;
}

export async function runScenario(story: Story): Promise<ScenarioReport> {
  const { scenario, programAt } = story;
  const failures: StepFailure[] = [];
  // A story may begin whenever its first step says.
  const start = momentIn(programAt(instant(0)), scenario.steps[0]?.at ?? scenario.start ?? story.start);
  const progress: Progress = { now: start, purchases: new Map(), owners: new Map() };
  for (const [index, step] of scenario.steps.entries()) {
    try {
      const failure = await takeStep(story, progress, step, index);
      if (failure !== null) failures.push(failure);
    } catch (error) {
      failures.push(brokenStep(error, step, index));
      if (!(error instanceof StoryError)) break;
    }
  }
  return { name: scenario.name, steps: scenario.steps.length, failures };
}

async function takeStep(story: Story, progress: Progress, step: Step, index: number): Promise<StepFailure | null> {
  const { world, programAt, codes } = story;
  progress.now = momentOf(step, progress.now, programAt(progress.now));
  await world.pass(progress.now);
  const program = programAt(progress.now);
  const member = memberOf(step, progress);
  const telling = { program, now: progress.now, codes, purchases: progress.purchases };
  const outcome = await perform(world, step, { id: step.id ?? `step-${index + 1}`, member, telling, progress });
  const seen = await world.see(member);
  const mismatches = compare(step.expect ?? {}, { program, outcome, seen });
  if (mismatches.length === 0) return null;
  return { step: index, title: titleOf(step, program, progress), mismatches, because: because(outcome, seen) };
}

interface Performing {
  readonly id: string;
  readonly member: string;
  readonly telling: Telling;
  readonly progress: Progress;
}

async function perform(
  world: World,
  step: Step,
  { id, member, telling, progress }: Performing,
): Promise<Outcome | null> {
  const event = eventOfStep(step, telling);
  if (event === null) return null;
  if (progress.owners.has(id)) throw new StoryError(`two steps are called "${id}": choose another id`);
  const quote = step.quote !== undefined;
  const outcome = await world.perform({ id, member, event, quote });
  if (outcome.type === 'refused' || quote) return outcome;
  progress.owners.set(id, member);
  if (event.type === 'purchase')
    progress.purchases.set(id, { lines: event.receipt.lines, returned: event.receipt.lines.map(() => quantity(0)) });
  if (event.type === 'return') for (const part of event.parts) takeBack(progress, part);
  return outcome;
}

function takeBack({ purchases }: Progress, { purchase, lines }: ReturnEvent['parts'][number]): void {
  const bought = purchases.get(purchase);
  if (bought === undefined) return;
  const returned = bought.returned.map((before, index) => {
    const now = lines.filter((part) => part.line === index).map((part) => part.quantity);
    return quantity(now.reduce<number>((sum, part) => sum + part, before));
  });
  purchases.set(purchase, { ...bought, returned });
}

/** Who is named; or whose operation the step speaks of; or the only member there is. */
function memberOf(step: Step, { owners }: Progress): string {
  const spokenOf = step.return?.of ?? step.collect?.of ?? step.cancel?.of ?? step.confirm?.of;
  return step.member ?? (spokenOf === undefined ? undefined : owners.get(spokenOf)) ?? DEFAULT_MEMBER;
}

function momentOf({ at, wait }: Step, now: Instant, program: CompiledProgram): Instant {
  if (at !== undefined) {
    const then = momentIn(program, at);
    if (then < now) throw new StoryError(`${at} is before the step before: time goes forward only`);
    return then;
  }
  const duration = wait === undefined ? null : parseDuration(wait);
  if (duration === null) return now;
  // The same time by the clock on the wall, so many days later.
  const { calendar } = program;
  const day = calendar.plus(calendar.dayOf(now), duration);
  const noon = calendar.startOf(day) + calendar.minuteOf(now) * MINUTE_MS;
  return instant(noon);
}

function because(outcome: Outcome | null, seen: Seen): readonly string[] {
  const told = [...(outcome?.type === 'done' ? outcome.reasons : []), ...seen.reasons];
  return [...new Set(told.map(({ words, code }) => `${words} [${code}]`))].slice(0, REASONS_SHOWN_MAX);
}

function brokenStep(error: unknown, step: Step, index: number): StepFailure {
  const message = error instanceof Error ? error.message : String(error);
  const what = error instanceof StoryError ? 'the step' : 'the engine';
  const came = error instanceof StoryError ? message : `stopped: ${message}`;
  const title = [step.at, step.member, actionOf(step)].filter((part) => part !== undefined).join(' ');
  return { step: index, title, mismatches: [{ what, expected: 'possible', came }], because: [] };
}

function titleOf(step: Step, program: CompiledProgram, progress: Progress): string {
  const { calendar } = program;
  const minute = calendar.minuteOf(progress.now);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  const who = step.member === undefined ? [] : [step.member];
  return [calendar.dayOf(progress.now), clock, ...who, actionOf(step)].join(' ');
}

function actionOf(step: Step): string {
  return Object.keys(step).find((key) => ACTIONS.includes(key)) ?? 'look';
}
