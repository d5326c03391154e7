/**
 * Decides an event within quotas that accounts share: as if nobody had taken anything yet, and if what it then takes can be had,
 * that is the decision. Of what cannot be had the rest is offered, and it is decided again. The offer becomes part of the
 * stored event, so deciding it again years later needs no quotas.
 */
import {
  decide,
  quotaDemands,
  withQuotas,
  type Account,
  type CompiledProgram,
  type Event,
  type Verdict,
} from '@kopilka/engine';
import type { Purse } from './purse.ts';
import type { QuotaName } from './quota-store.ts';

export interface Question {
  readonly program: CompiledProgram;
  readonly account: Account;
  readonly event: Event;
  readonly operationId: string;
  readonly owner: Omit<QuotaName, 'key'>;
}

export interface Answered {
  /** With what was offered. */
  readonly event: Event;
  readonly verdict: Verdict;
  /** Taken though it was not to be had, by key: the purchase of a checkout keeps what was promised. */
  readonly overdrawn: Readonly<Record<string, number>>;
}

/** What an event asked for of a quota, and got. */
interface Share {
  readonly name: QuotaName;
  readonly limit: number;
  asked: number;
  got: number;
}

/** Without quotas, or with those that it carries already. */
export function decideAsIs({ program, account, event, operationId }: Question): Answered {
  return { event, verdict: decide(program, account, event, operationId), overdrawn: {} };
}

export function decideWithin(question: Question, purse: Purse): Answered {
  const { program, account, event, operationId, owner } = question;
  const demands = quotaDemands(program, event);
  if (demands.length === 0) return decideAsIs(question);
  const { organizationId, programId } = owner;
  const offers = Object.fromEntries(demands.map(({ key, limit }) => [key, limit]));
  const shares = Object.entries(offers).map(([key, limit]): Share => {
    return { name: { organizationId, programId, key }, limit, asked: 0, got: 0 };
  });
  for (;;) {
    const offered = withQuotas(event, { ...offers });
    const verdict = decide(program, account, offered, operationId);
    const taken = verdict.type === 'refused' ? {} : (verdict.decision.quotas ?? {});
    const short = verdict.type === 'refused' ? [] : reserve(shares, taken, purse);
    if (short.length === 0) {
      for (const { name, got } of shares) purse.release(name, got - Math.max(0, taken[name.key] ?? 0));
      return { event: offered, verdict: verdict, overdrawn: overdrawnBy(event, shares, taken) };
    }
    // Each quota is short once at most: from then on no more of it is taken than there is, or it cannot be helped.
    for (const { name, got } of short) offers[name.key] = got;
  }
}

function overdrawnBy(
  event: Event,
  shares: readonly Share[],
  taken: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const beyond = shares.flatMap(({ name: { key }, got }) => {
    const units = (taken[key] ?? 0) - got;
    return units > 0 ? [[key, units] as const] : [];
  });
  if (beyond.length > 0 && !(event.type === 'purchase' && event.checkout !== undefined))
    throw new Error(`more was taken than there is: ${JSON.stringify(Object.fromEntries(beyond))}`);
  return Object.fromEntries(beyond);
}

/** Reserves what is taken; answers the quotas of which there is less. */
function reserve(shares: readonly Share[], taken: Readonly<Record<string, number>>, purse: Purse): readonly Share[] {
  return shares.filter((share) => {
    const more = (taken[share.name.key] ?? 0) - share.asked;
    if (more <= 0) return false;
    const got = purse.reserve(share.name, share.limit, more);
    share.asked += more;
    share.got += got;
    return got < more;
  });
}
