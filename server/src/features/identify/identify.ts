/**
 * What a scan means: a member by phone, by card or by the code that their own device shows, a coupon code, a gift card. Phones and cards are asked for first and together, because
 * nearly every scan is one of them; codes only when nobody has it, with the protection from guessing that all codes have.
 */
import type { Instant } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { isCardToken, type TokenDeps, verifyCardToken } from '../card/token.ts';
import { checkCode, isCode } from '../coupons/check-code.ts';
import { type Asker, refuseGuess } from '../coupons/guess-guard.ts';
import { balanceOf, findCard, isCardCode } from '../gift-cards/card.ts';
import { cardAnswer } from '../gift-cards/schema.ts';
import { joinProgram } from '../members/joining.ts';
import type { MemberName, ResolvedMember } from '../members/resolve.ts';
import { type ChosenProgram, rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { readKnownMember } from './known-member.ts';
import { readScan, scannedText } from './read-scan.ts';
import type { Identified } from './schema.ts';

export interface Scanned {
  readonly organizationId: string;
  readonly asker: Asker;
  readonly scan: string | undefined;
  readonly member: MemberName | undefined;
  readonly programId: string | undefined;
  readonly now: Instant;
}

export interface IdentifyDeps extends QuoteDeps, TokenDeps {}

type Prepared = Scanned & Pick<ChosenProgram, 'active'> & { readonly programId: string };

/** Throws ApiError scan_unknown, member_unknown, card_token_wrong, member_blocked or too_many_guesses. */
export async function identify(deps: IdentifyDeps, scanned: Scanned): Promise<Identified> {
  const { organizationId, scan, member, now } = scanned;
  const { programId, active } = await rulesAt(deps.programs, { organizationId, programId: scanned.programId, at: now });
  const prepared = { ...scanned, programId, active };
  if (scan === undefined) {
    if (member === undefined) throw new ApiError('scan_unknown');
    const [chosen] = await findAll(deps, prepared, [member]);
    if (chosen === undefined) throw new ApiError('member_unknown');
    return answerMember(deps, prepared, chosen);
  }
  const shown = scannedText(scan);
  if (isCardToken(shown)) return identifyCard(deps, prepared, shown);
  const { names, code, isGuess } = readScan(scan);
  const [found] = await findAll(deps, prepared, names);
  if (found !== undefined) return answerMember(deps, prepared, found);
  return identifyCode(deps, prepared, { code, isGuess });
}

/** Whose card shows it now. */
async function identifyCard(deps: IdentifyDeps, prepared: Prepared, text: string): Promise<Identified> {
  const { organizationId, asker } = prepared;
  const { memberId } = await verifyCardToken(deps, { organizationId, text, asker });
  const [found] = await findAll(deps, prepared, [{ kind: 'id', value: memberId }]);
  if (found === undefined) throw new ApiError('card_token_wrong');
  return answerMember(deps, prepared, found);
}

/** Those who are known, in the order of their names. */
async function findAll(
  { resolveMember }: QuoteDeps,
  { organizationId, programId }: Prepared,
  names: readonly MemberName[],
): Promise<readonly ResolvedMember[]> {
  const found = await Promise.all(names.map((member) => resolveMember({ organizationId, programId, member })));
  return found.filter((each) => each !== null);
}

async function answerMember(deps: QuoteDeps, prepared: Prepared, found: ResolvedMember): Promise<Identified> {
  const { organizationId, programId, active, now } = prepared;
  const { memberId } = found;
  const accountId = found.accountId ?? (await joinProgram(deps, { organizationId, memberId, programId, now }));
  return {
    type: 'member',
    member: await readKnownMember(deps, { organizationId, memberId, accountId, programId, active, now }),
  };
}

/** Whether there is such a code is looked at first, so that a strange card is counted as one guess and not as two. */
async function identifyCode(
  deps: QuoteDeps,
  prepared: Prepared,
  { code, isGuess }: { readonly code: string | null; readonly isGuess: boolean },
): Promise<Identified> {
  if (code === null) throw new ApiError('scan_unknown');
  const { organizationId, asker, programId, member, now } = prepared;
  const [isCoupon, isGiftCard, customer] = await Promise.all([
    isCode(deps, organizationId, { programId, code }),
    isCardCode(deps, organizationId, code),
    member === undefined ? null : deps.resolveMember({ organizationId, programId, member }),
  ]);
  const guesser = { organizationId, ...asker, memberId: customer?.memberId ?? null };
  if (isCoupon)
    return { type: 'coupon', code, coupon: await checkCode(deps, guesser, { programId, code, now }).catch(strange) };
  if (isGiftCard) {
    const found = await findCard(deps, { organizationId, asker, code });
    return { type: 'gift_card', code, card: cardAnswer(found, await balanceOf(deps, organizationId, found, now), now) };
  }
  if (!isGuess) throw new ApiError('scan_unknown');
  return refuseGuess(deps.db, guesser, { code: 'scan_unknown' });
}

/** Somebody else's code is as unknown as one that is not there. */
function strange(error: unknown): never {
  if (error instanceof ApiError && error.code === 'coupon_code_unknown') throw new ApiError('scan_unknown');
  throw error;
}
