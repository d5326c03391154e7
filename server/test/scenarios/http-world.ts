// A running server as a world that stories are told to: every deed is the request that a client would send, every look is read
// through the API, and time is the sandbox's clock.
import {
  type Deed,
  type Happened,
  type Instant,
  instant,
  type Outcome,
  type Seen,
  type Told,
  type World,
} from '@kopilka/engine';
import { memberSchema } from '../../src/features/members/answer.ts';
import type { TestApi } from '../api/test-api.ts';
import { happenedIn, outcomeOf, problemIn, refusalOf, standingOf, told } from './answers.ts';
import { createHistory, type History, type News } from './history.ts';
import { createPeople, type People } from './people.ts';
import { type Opened, send } from './requests.ts';
import { openScenarioShop, required, type ScenarioShop } from './scenario-shop.ts';
import type { ToldProgram } from './told-programs.ts';

interface Place {
  readonly shop: ScenarioShop;
  readonly people: People;
  readonly history: History;
  readonly opened: Map<string, Opened>;
  /** By account: what happened since its member was last seen. */
  readonly unseen: Map<string, { readonly happened: Happened[]; readonly reasons: Told[] }>;
}

/** The shop is opened when the story's clock is first set. */
export function createHttpWorld(api: TestApi, program: ToldProgram): World {
  let now = instant(0);
  let place: Place | null = null;
  const there = (): Place => {
    if (place === null) throw new Error('nothing happens before time begins');
    return place;
  };
  const open = async (at: Instant): Promise<Place> => {
    const shop = await openScenarioShop(api, program, at);
    const people = createPeople(shop, () => ({ program: program.programAt(now), at: now }));
    return { shop, people, history: createHistory(shop), opened: new Map(), unseen: new Map() };
  };
  return {
    pass: async (at) => {
      now = at;
      place ??= await open(at);
      await place.shop.moveClock(at);
      remember(place, await newsOf(place), null);
    },
    perform: (deed) => perform(there(), deed),
    see: (member) => see(there(), member),
  };
}

async function perform(place: Place, deed: Deed): Promise<Outcome> {
  const { event, quote, member } = deed;
  if (event.type === 'custom' && event.name === 'enrolled') return enroll(place, member);
  const answer = await send(place, deed);
  const problem = problemIn(answer);
  await place.shop.settle();
  const news = await newsOf(place);
  if (problem !== null) {
    remember(place, news, null);
    return refusalOf(problem);
  }
  const outcome = outcomeOf(answer, { event: event.type, quote });
  if (quote) return outcome;
  const own = await ownOperation(place, { answerId: answer.at('operationId') ?? answer.at('id'), deed, news });
  const id = answer.at('id');
  if (typeof id === 'string') place.opened.set(deed.id, { type: event.type, id });
  const followed = remember(place, news, own?.operation.id ?? null);
  const reasons = outcome.reasons.length > 0 || own === undefined ? outcome.reasons : told(own.operation.reasons);
  return { ...outcome, reasons: [...reasons, ...followed] };
}

async function enroll(place: Place, member: string): Promise<Outcome> {
  const { accountId } = await place.people.join(member);
  await place.shop.settle();
  const news = await newsOf(place);
  const own = news.operations.find((each) => each.accountId === accountId && each.operation.type === 'custom');
  const followed = remember(place, news, own?.operation.id ?? null);
  const reasons = [...told(own?.operation.reasons ?? []), ...followed];
  return { type: 'done', reasons, quoted: null, gifts: [], purchase: null, returned: null };
}

/** The operation that the deed became. */
async function ownOperation(
  { people }: Place,
  { answerId, deed, news }: { readonly answerId: unknown; readonly deed: Deed; readonly news: News },
): Promise<News['operations'][number] | undefined> {
  const { accountId } = await people.known(deed.member);
  return (
    news.operations.find(({ operation }) => operation.id === answerId) ??
    news.operations.find((each) => each.accountId === accountId && each.operation.type === deed.event.type)
  );
}

async function see(place: Place, member: string): Promise<Seen> {
  const { accountId } = await place.people.known(member);
  const { happened, reasons } = place.unseen.get(accountId) ?? { happened: [], reasons: [] };
  place.unseen.delete(accountId);
  return {
    earned: happened.flatMap((each) => each.earned),
    expired: happened.flatMap((each) => each.expired),
    badges: happened.flatMap((each) => each.badges),
    messages: happened.flatMap((each) => each.messages),
    standing: await standingNow(place, member),
    reasons,
  };
}

/** Of an account that was merged into another: as its last operation left it, since the member stands elsewhere now. */
async function standingNow({ shop, people, history }: Place, name: string): Promise<Seen['standing']> {
  const { memberId, accountId } = await people.known(name);
  const answer = required(await shop.call('GET', `/v1/members/${memberId}`));
  const own = memberSchema.parse(JSON.parse(answer.text)).accounts.find((account) => account.accountId === accountId);
  if (own !== undefined) return standingOf(own.balances, own.tier);
  const last = history.last(accountId);
  if (last === undefined) throw new Error(`${name} has lost an account that never was`);
  return standingOf(last.balances, last.standing);
}

async function newsOf({ people, history }: Place): Promise<News> {
  return history.news([...people.all.values()].map(({ accountId }) => accountId));
}

/** Keeps what happened until it is looked at; answers the reasons of what a deed has set off. `own` is the deed itself. */
function remember({ unseen }: Place, { operations, messages }: News, own: string | null): readonly Told[] {
  const unseenOf = (accountId: string): { readonly happened: Happened[]; readonly reasons: Told[] } => {
    const known = unseen.get(accountId) ?? { happened: [], reasons: [] };
    unseen.set(accountId, known);
    return known;
  };
  for (const { accountId, text } of messages)
    unseenOf(accountId).happened.push({ earned: [], expired: [], badges: [], messages: [text] });
  const followed: Told[] = [];
  for (const { accountId, operation } of operations) {
    const known = unseenOf(accountId);
    known.happened.push(happenedIn(operation));
    if (operation.id === own) continue;
    const reasons = told(operation.reasons);
    known.reasons.push(...reasons);
    if (operation.type !== 'clock') followed.push(...reasons);
  }
  return followed;
}
