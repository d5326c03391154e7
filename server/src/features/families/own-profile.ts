/**
 * What rules know of a member who leaves a family, on the account that comes after it: the attributes, dates and statement day that
 * had been told of the member's own account before it became part of the family's, and the birthday of the profile. What was
 * told of the shared account stays with the family.
 */
import type { AccountState, CompiledProgram, Instant, ProfileEvent } from '@kopilka/engine';
import { sha256Hex } from '../../kit/canonical-json.ts';
import { birthdayOf, datesWith, keepDates } from '../members/keep-in-step.ts';
import { broughtFrom } from '../merges/end-account.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';

const RESTORED = 'left';

export interface Leaver {
  readonly organizationId: string;
  readonly programId: string;
  readonly memberId: string;
  /** null for who lived on the family's account from the beginning. */
  readonly formerAccountId: string | null;
  readonly now: Instant;
}

/** Once for each account, however often it is called. */
export async function restoreProfile(deps: QuoteDeps, leaver: Leaver, accountId: string): Promise<void> {
  const { organizationId, programId, memberId, formerAccountId, now } = leaver;
  const birthday = await birthdayOf(deps, organizationId, memberId);
  const brought = formerAccountId === null ? null : await broughtFrom(deps, organizationId, formerAccountId);
  const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
  const profile = profileOf(active.program, brought?.state ?? {}, birthday);
  if (Object.keys(profile).length === 0) return;
  const result = await deps.ledger.post({
    organizationId,
    programId,
    accountId,
    event: { type: 'profile', at: now, ...profile },
    now,
    history: false,
    keys: [{ kind: 'event', key: `${RESTORED}/${accountId}` }],
    bodyHash: sha256Hex(RESTORED),
  });
  if (result.type !== 'done' && result.type !== 'repeated')
    throw new Error(`a profile was not brought along: ${result.type}`);
}

/** The family's account no longer keeps the birthday of who has left. */
export async function forgetBirthday(deps: QuoteDeps, leaver: Leaver, familyAccountId: string): Promise<void> {
  const { organizationId, programId, memberId, now } = leaver;
  if ((await birthdayOf(deps, organizationId, memberId)) === null) return;
  await keepDates(deps, { organizationId, now }, { programId, accountId: familyAccountId, joinedAt: now });
}

/** Only what the program in force declares: the rest would be refused. */
function profileOf(
  { attributes: declared }: CompiledProgram,
  { attributes = {}, dates: told = [], statementDay }: AccountState,
  birthday: string | null,
): Pick<ProfileEvent, 'attributes' | 'dates' | 'statementDay'> {
  const known = Object.entries(attributes).filter(([name, value]) => typeof declared.get(name) === typeof value);
  const dates = birthday === null ? told : datesWith(told, [birthday]);
  return {
    ...(known.length === 0 ? {} : { attributes: Object.fromEntries(known) }),
    ...(dates.length === 0 ? {} : { dates: [...dates] }),
    ...(statementDay === undefined ? {} : { statementDay }),
  };
}
