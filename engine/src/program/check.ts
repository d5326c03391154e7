/**
 * Whether a document of the right shape makes sense as a whole: references, contradictions, amounts that give away more
 * than is paid, conditions. Every complaint is drafted by path; none stops the others.
 */
import { checkBenefits } from './check-benefits.ts';
import { checking, type Remains, whole } from './check-context.ts';
import { checkDiscountTerms } from './check-discount.ts';
import { checkGain } from './check-gain.ts';
import { checkNetwork } from './check-network.ts';
import { checkRules } from './check-rules.ts';
import { checkMeters, checkTiers } from './check-tiers.ts';
import { checkWallets } from './check-wallets.ts';
import type { ProgramDocument } from './document.ts';
import type { ProblemDraft } from './problem.ts';

export function checkDocument(document: ProgramDocument, remains: Remains = whole(document)): readonly ProblemDraft[] {
  const drafts: ProblemDraft[] = [];
  const check = checking(document, remains, drafts);
  checkWallets(check);
  checkMeters(check);
  checkTiers(check);
  checkRules(check);
  checkDiscountTerms(check, document.discounts);
  checkBenefits(check);
  checkNetwork(check);
  checkGain(check);
  return drafts;
}
