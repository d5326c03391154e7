// The members of a story: by name there, by id over HTTP. Who is first heard of in a story that does not let him join has been
// a member before it.
import {
  type CompiledProgram,
  decide,
  type Instant,
  money,
  NEW_ACCOUNT,
  QUANTITY_SCALE,
  quantity,
} from '@kopilka/engine';
import { memberSchema } from '../../src/features/members/answer.ts';
import { required, type ScenarioShop } from './scenario-shop.ts';

export interface Person {
  readonly memberId: string;
  readonly accountId: string;
}

export interface People {
  /** Makes the member if need be, without a welcome. */
  known(name: string): Promise<Person>;
  /** Lets a new member join. */
  join(name: string): Promise<Person>;
  /** All that there are, by name. */
  readonly all: ReadonlyMap<string, Person>;
}

/** Nearly everybody is in every control group of the stories, or nearly nobody. */
const TRIES_MAX = 20;

export function createPeople(
  shop: ScenarioShop,
  now: () => { readonly program: CompiledProgram; readonly at: Instant },
): People {
  const all = new Map<string, Person>();

  async function join(name: string): Promise<Person> {
    if (all.has(name)) throw new Error(`${name} cannot join again: whoever does something has joined`);
    for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
      const person = await createMember(shop, `${name} ${attempt}`);
      if (heldOut(now(), person.accountId) !== heldOut(now(), name)) continue;
      all.set(name, person);
      return person;
    }
    throw new Error(`chance puts ${name} into another control group again and again`);
  }

  return {
    all,
    join,
    known: async (name) => all.get(name) ?? shop.withoutWelcome(() => join(name)),
  };
}

async function createMember({ call }: ScenarioShop, external: string): Promise<Person> {
  const answer = required(await call('POST', '/v1/members', { json: { identities: { external } } }));
  const { id, accounts } = memberSchema.parse(JSON.parse(answer.text));
  const [account] = accounts;
  if (account === undefined) throw new Error('a member without an account');
  return { memberId: id, accountId: account.accountId };
}

/**
 * By which rules an account is left out. Control groups are split by the account's id, which is the member's name in the engine's
 * world and drawn by chance here: a member of the story is one who falls into the same groups.
 */
function heldOut(
  { program, at }: { readonly program: CompiledProgram; readonly at: Instant },
  accountId: string,
): string {
  const line = { sku: 'ANY', quantity: quantity(QUANTITY_SCALE), price: money(100), amount: money(100) };
  const receipt = { currency: program.currency, total: money(100), lines: [line] };
  const verdict = decide(program, { ...NEW_ACCOUNT, id: accountId }, { type: 'purchase', at, receipt });
  if (verdict.type === 'refused') throw new Error(`a purchase of anything is refused: ${verdict.code}`);
  const silent = verdict.decision.reasons.filter(({ code }) => code === 'control_group');
  return silent.map(({ rule }) => rule).join(', ');
}
