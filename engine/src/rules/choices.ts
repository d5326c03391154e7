/** What a member picks each period of a list: categories, favourites. */
import type { PlainDecision, Refusal } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { ChooseEvent, OfferEvent } from '../event.ts';
import { finish } from '../finish.ts';
import type { Choice } from '../program/compiled-benefits.ts';
import { day as dayOf, type Day } from '../values/time.ts';
import { forTier } from './by-tier.ts';
import { nextPeriodOf, periodOf } from './periods.ts';

/** What was picked for the period of the account's time. */
export function picksNow(draft: Draft, choice: Choice): readonly string[] {
  const period = periodStart(draft, choice);
  return draft.state.choices?.[choice.id]?.find((each) => each.from === period)?.picks ?? [];
}

export function decideChoose(draft: Draft, event: ChooseEvent): PlainDecision | Refusal {
  const choice = draft.program.choices.get(event.choice);
  if (choice === undefined) return refuse('choice_unknown', { choice: event.choice });
  const offered = draft.state.offers?.[choice.id] ?? choice.of;
  const strange = event.picks.find((pick) => !offered.includes(pick));
  if (strange !== undefined) return refuse('choice_not_offered', { choice: choice.id, pick: strange });
  const most = forTier(draft, choice.pick);
  const picks = [...new Set(event.picks)];
  if (picks.length > most) return refuse('choice_not_offered', { choice: choice.id, picks: picks.length, most });
  const current = periodStart(draft, choice);
  const closed = event.period === 'current' ? closedBecause(draft, choice, current) : null;
  if (closed !== null) return refuse('choice_closed', { choice: choice.id, because: closed });
  const from = event.period === 'current' ? current : nextStart(draft, choice);
  const kept = (draft.state.choices?.[choice.id] ?? []).filter((each) => each.from >= current && each.from !== from);
  draft.state = {
    ...draft.state,
    choices: { ...draft.state.choices, [choice.id]: [...kept, { from, picks }].toSorted(byStart) },
  };
  draft.reasons.push({ applied: true, code: 'chosen', params: { choice: choice.id, picks: picks.join(', '), from } });
  return { type: 'choose', ...finish(draft) };
}

/** Offers a list to this account alone. What was picked before stays for its period. */
export function decideOffer(draft: Draft, event: OfferEvent): PlainDecision | Refusal {
  const choice = draft.program.choices.get(event.choice);
  if (choice === undefined) return refuse('choice_unknown', { choice: event.choice });
  const strange = event.options?.find((option) => !choice.of.includes(option));
  if (strange !== undefined) return refuse('choice_not_offered', { choice: choice.id, pick: strange });
  const { [choice.id]: _, ...others } = draft.state.offers ?? {};
  draft.state = { ...draft.state, offers: event.options === null ? others : { ...others, [choice.id]: event.options } };
  return { type: 'offer', ...finish(draft) };
}

function closedBecause(draft: Draft, choice: Choice, current: Day): string | null {
  const picked = picksNow(draft, choice).length > 0;
  if (choice.final && picked) return 'final';
  if (choice.until === null) return null;
  const end = draft.program.calendar.plus(current, { years: 0, months: 0, days: choice.until });
  return draft.program.calendar.dayOf(draft.asOf) >= end ? 'deadline' : null;
}

function periodStart(draft: Draft, choice: Choice): Day {
  return dayOf(periodOf(draft.program, draft.state, choice.every, draft.program.calendar.dayOf(draft.asOf)));
}

function nextStart(draft: Draft, choice: Choice): Day {
  return dayOf(nextPeriodOf(draft.program, draft.state, choice.every, draft.program.calendar.dayOf(draft.asOf)) ?? '');
}

function byStart(a: { readonly from: Day }, b: { readonly from: Day }): number {
  return a.from < b.from ? -1 : 1;
}

function refuse(code: Refusal['code'], params: Refusal['params']): Refusal {
  return { type: 'refused', code, params };
}
