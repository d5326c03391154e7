/** What a merge would do, asked of the same engine that does it: what would move, where both would stand, what would be lost. */
import {
  type Account,
  type AccountState,
  type CompiledProgram,
  type Decision,
  type Event,
  type Instant,
  type Parcel,
} from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { refusalError } from '../operations/posted.ts';
import { quoteOperation } from '../operations/post.ts';
import { accountOrNew } from '../profiles/account-now.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { parcelOf } from './end-account.ts';

export interface MergeAsked {
  readonly organizationId: string;
  readonly programId: string;
  readonly from: string;
  readonly into: string;
  readonly now: Instant;
}

export interface Replaced {
  readonly kind: 'attribute' | 'choice' | 'offer' | 'referral' | 'statement_day';
  readonly name: string;
}

export interface MergePreview {
  readonly parcel: Parcel;
  readonly left: Decision;
  readonly joined: Decision;
  readonly before: Decision;
  /** Units that are over on arrival, by wallet. */
  readonly lost: Readonly<Record<string, number>>;
  /** What only one can have: the heir keeps its own. */
  readonly replaced: readonly Replaced[];
  /** Whole units of the fullest wallet that move. */
  readonly units: number;
}

/** Throws ApiError merge_with_self, account_closed or account_unknown. */
export async function previewMerge(deps: QuoteDeps, asked: MergeAsked): Promise<MergePreview> {
  const { organizationId, programId, from, into, now } = asked;
  if (from === into) throw new ApiError('merge_with_self');
  const { active } = await rulesAt(deps.programs, { organizationId, programId, at: now });
  const { program } = active;
  const quote = (accountId: string, event: Event): Promise<Decision> =>
    decided(deps, { organizationId, programId, accountId, event, now }, program);
  const heir = await accountOrNew(deps, { organizationId, programId, accountId: into, active, now });
  if (heir.account.state.heir !== undefined) throw new ApiError('account_closed');
  const left = await quote(from, { type: 'merge', at: now, into });
  const parcel = parcelOf(left);
  const before = await quote(into, { type: 'clock', at: now });
  const joined = await quote(into, { type: 'receive', at: now, from, cause: 'merge', parcel });
  return {
    parcel,
    left,
    before,
    joined,
    lost: expiredIn(joined),
    replaced: replacedBy(heir.account, parcel.state ?? {}),
    units: wholeUnits(parcel, program),
  };
}

async function decided(
  deps: QuoteDeps,
  asked: Omit<MergeAsked, 'from' | 'into'> & { readonly accountId: string; readonly event: Event },
  program: CompiledProgram,
): Promise<Decision> {
  const result = await quoteOperation(deps, { ...asked, history: false });
  if (result.type === 'refused') throw refusalError(result, program);
  if (result.type === 'account_unknown') throw new ApiError('account_unknown');
  return result.decision;
}

function expiredIn({ entries }: Decision): Readonly<Record<string, number>> {
  const lost: Record<string, number> = {};
  for (const { wallet, kind, units } of entries) if (kind === 'expire') lost[wallet] = (lost[wallet] ?? 0) - units;
  return lost;
}

function replacedBy({ state: own }: Account, brought: AccountState): readonly Replaced[] {
  const both = (kind: Replaced['kind'], a: object | undefined, b: object | undefined): readonly Replaced[] =>
    Object.entries(a ?? {}).flatMap(([name, value]) => {
      const other: unknown = Reflect.get(b ?? {}, name);
      return other === undefined || JSON.stringify(other) === JSON.stringify(value) ? [] : [{ kind, name }];
    });
  const isOther =
    own.statementDay !== undefined && brought.statementDay !== undefined && own.statementDay !== brought.statementDay;
  return [
    ...both('attribute', own.attributes, brought.attributes),
    ...both('choice', own.choices, brought.choices),
    ...both('offer', own.offers, brought.offers),
    ...(own.referral !== undefined && brought.referral !== undefined ? [{ kind: 'referral', name: '' } as const] : []),
    ...(isOther ? [{ kind: 'statement_day', name: '' } as const] : []),
  ];
}

/** Rounded up: a part of a unit over the limit is over the limit. */
function wholeUnits({ lots }: Parcel, program: CompiledProgram): number {
  const sums = new Map<string, number>();
  for (const { wallet, units } of lots) sums.set(wallet, (sums.get(wallet) ?? 0) + units);
  const whole = [...sums].map(([wallet, units]) =>
    Math.ceil(units / 10 ** (program.wallets.get(wallet)?.decimals ?? 0)),
  );
  return Math.max(0, ...whole);
}
