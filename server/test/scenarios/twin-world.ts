// Two worlds in step: whatever is done in the one is done in the other, and everything that they answer must be the same. Lists
// without an order of their own (what several accounts did at one moment) are compared as bags.
import type { Handed, Happened, Moved, Outcome, Seen, World } from '@kopilka/engine';
import { OWN_WORDS } from './answers.ts';
import type { StatedDifference } from './stated-differences.ts';

export interface TwinWorld extends World {
  /** "step 3 purchase by Anna: toPay …". */
  readonly differences: readonly string[];
}

/** Answers what `http` answers; at a stated difference what the engine says, when HTTP says what is stated. */
export function createTwinWorld(engine: World, http: World, stated: readonly StatedDifference[]): TwinWorld {
  const differences: string[] = [];
  let step = 0;
  const statedNow = (): StatedDifference | undefined => stated.find((each) => each.step === step);
  const compare = (where: string, expected: Parts, came: Parts): void => {
    for (const part of new Set([...Object.keys(expected), ...Object.keys(came)])) {
      const [engineSays, httpSays] = [JSON.stringify(expected[part]), JSON.stringify(came[part])];
      if (engineSays !== httpSays)
        differences.push(`step ${step} ${where}: ${part}: engine ${engineSays}, HTTP ${httpSays}`);
    }
  };
  return {
    differences,
    pass: async (at) => {
      step += 1;
      await engine.pass(at);
      await http.pass(at);
    },
    perform: async (deed) => {
      const expected = await engine.perform(deed);
      const came = await http.perform(deed);
      const where = `${deed.event.type} by ${deed.member}`;
      const other = statedNow();
      if (other === undefined) {
        compare(where, outcomeParts(expected), outcomeParts(came));
        return came;
      }
      compare(where, { stated: other.http }, { stated: came.type === 'refused' ? came.code : came.type });
      return expected;
    },
    see: async (member) => {
      const expected = await engine.see(member);
      const came = await http.see(member);
      if (statedNow()?.standsElsewhere === true) return expected;
      compare(`look at ${member}`, seenParts(expected), seenParts(came));
      // What is expected of the step speaks of the engine's outcome.
      return statedNow() === undefined ? came : expected;
    },
  };
}

type Parts = Readonly<Record<string, unknown>>;

function outcomeParts(outcome: Outcome): Parts {
  if (outcome.type === 'refused')
    return { refused: outcome.code, ...(OWN_WORDS.has(outcome.code) ? {} : { because: outcome.because }) };
  const { reasons, quoted, gifts, purchase, returned } = outcome;
  return {
    reasons: bag(reasons.map(({ rule, code, words }) => `${rule ?? ''} ${code}: ${words}`)),
    gifts: bag(gifts.map(nameOf)),
    ...(quoted === null ? {} : happenedParts(quoted)),
    purchase: ordered(purchase),
    back: returned?.back,
    withheld: returned?.withheld,
    restored: movements(returned?.restored ?? []),
    takenBack: movements(returned?.takenBack ?? []),
    kept: bag((returned?.kept ?? []).map(nameOf)),
  };
}

function seenParts(seen: Seen): Parts {
  const { standing, reasons } = seen;
  return {
    ...happenedParts(seen),
    reasons: bag(reasons.map(({ rule, code, words }) => `${rule ?? ''} ${code}: ${words}`)),
    wallets: ordered(standing.wallets),
    tier: ordered(standing.tier),
  };
}

function happenedParts({ earned, expired, badges, messages }: Happened): Parts {
  return { earned: movements(earned), expired: movements(expired), badges: bag(badges), messages: bag(messages) };
}

function movements(moved: readonly Moved[]): readonly string[] {
  return bag(moved.map(({ wallet, units }) => `${units} ${wallet}`));
}

function nameOf({ sku, pieces }: Handed): string {
  return `${pieces} ${sku}`;
}

function bag(things: readonly string[]): readonly string[] {
  return things.toSorted();
}

/** With the keys of every object in order. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, ordered(part)]),
  );
}
