/**
 * What partners owe and are owed for a month. Units given for a partner’s sales are owed by it, at the issue price, less what was
 * taken back; units that paid at its place are owed to it, at the redeem price, less what was given back. Both count by the
 * time of acceptance, so a late receipt or return falls into the month in which it came.
 *
 * A line is one partner, wallet and pair of prices. Its amount is price × units / 10^decimals, exactly, rounded once, a half
 * away from zero; sums are sums of lines, so that a statement adds up. When prices change within a month, each part of it has
 * the prices that were in force.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import { canonicalJson, sha256Hex } from '../../kit/canonical-json.ts';
import type { Ledger, PartnerMovement } from '../../ledger/ledger.ts';
import type { KnownProgram } from '../programs/registry.ts';
import type { Month } from './period.ts';

export interface StatementLine {
  readonly partner: string;
  readonly name: { readonly ru?: string; readonly en?: string };
  readonly wallet: string;
  readonly decimals: number;
  /** Minor money for a whole unit; null where neither the partner nor the wallet has a price: nothing is owed then. */
  readonly issuePrice: number | null;
  readonly redeemPrice: number | null;
  readonly issued: number;
  readonly takenBack: number;
  readonly redeemed: number;
  readonly restored: number;
  readonly owedBy: number;
  readonly owedTo: number;
}

export interface Statement {
  readonly programId: string;
  readonly period: string;
  readonly zone: string;
  readonly currency: string;
  readonly currencyDecimals: number;
  readonly lines: readonly StatementLine[];
}

/** The same rows have the same hash. */
export function statementHash(statement: Statement): string {
  const { programId, period, zone, currency, currencyDecimals, lines } = statement;
  return sha256Hex(canonicalJson({ programId, period, zone, currency, currencyDecimals, lines }));
}

export async function computeStatement(
  ledger: Pick<Ledger, 'partnerMovements'>,
  asked: {
    readonly organizationId: string;
    readonly known: KnownProgram;
    readonly period: string;
    readonly month: Month;
  },
): Promise<Statement> {
  const { organizationId, known, period, month } = asked;
  const { program } = known.at(month.until);
  const parts = await Promise.all(
    pricedParts(known, month).map(async ({ from, until, program: priced }) => {
      const movements = await ledger.partnerMovements(organizationId, known.programId, from, until);
      return movements.flatMap((movement) => pricedMovement(movement, priced, known));
    }),
  );
  return {
    programId: known.programId,
    period,
    zone: program.calendar.zone,
    currency: program.currency,
    currencyDecimals: program.currencyDecimals,
    lines: linesOf(parts.flat()),
  };
}

interface PricedPart {
  readonly from: Instant;
  readonly until: Instant;
  readonly program: CompiledProgram;
}

/** The parts of the month between changes of the program; neighbours with the same prices are one. */
function pricedParts(known: KnownProgram, { from, until }: Month): readonly PricedPart[] {
  const versions = Array.from({ length: known.newest.version }, (_, index) => known.version(index + 1));
  const changes = versions.flatMap((version) => {
    const at = version?.stored.effectiveFrom ?? null;
    return at !== null && at > from && at < until ? [at] : [];
  });
  const starts = [from, ...new Set(changes)].toSorted((a, b) => a - b);
  const parts: PricedPart[] = [];
  for (const [index, start] of starts.entries()) {
    const { program } = known.at(start);
    const end = starts[index + 1] ?? until;
    const last = parts.at(-1);
    if (last !== undefined && pricesOf(last.program) === pricesOf(program))
      parts[parts.length - 1] = { ...last, until: end };
    else parts.push({ from: start, until: end, program });
  }
  return parts;
}

function pricesOf({ partners, wallets, coupons }: CompiledProgram): string {
  return JSON.stringify([
    [...partners.values()].map(({ id, issue, redeem }) => [id, issue, redeem]),
    [...wallets.values()].map(({ id, decimals, worth }) => [id, decimals, worth]),
    [...coupons.keys()],
  ]);
}

interface PricedMovement extends Pick<
  StatementLine,
  'partner' | 'name' | 'wallet' | 'decimals' | 'issuePrice' | 'redeemPrice'
> {
  readonly kind: PartnerMovement['kind'];
  readonly units: number;
}

/** Coupons are no units that anybody buys or sells. */
function pricedMovement(
  movement: PartnerMovement,
  program: CompiledProgram,
  known: KnownProgram,
): readonly PricedMovement[] {
  const { wallet: walletId, kind, units } = movement;
  const wallet = program.wallets.get(walletId) ?? findLast(known, (each) => each.wallets.get(walletId));
  const partner =
    program.partners.get(movement.partner) ?? findLast(known, (each) => each.partners.get(movement.partner));
  if ([...program.coupons.values()].some((coupon) => coupon.wallet === walletId)) return [];
  const decimals = wallet?.decimals ?? 0;
  const worth = wallet === undefined || wallet.worth === null ? null : wallet.worth * 10 ** decimals;
  return [
    {
      partner: movement.partner,
      name: partner?.name ?? { en: movement.partner },
      wallet: walletId,
      decimals,
      issuePrice: partner?.issue ?? worth,
      redeemPrice: partner?.redeem ?? worth,
      kind,
      units,
    },
  ];
}

/** In the newest version that has it: a partner who has gone still owes for what came late. */
function findLast<T>(known: KnownProgram, read: (program: CompiledProgram) => T | undefined): T | undefined {
  for (let version = known.newest.version; version > 0; version -= 1) {
    const found = known.version(version);
    const value = found === null ? undefined : read(found.program);
    if (value !== undefined) return value;
  }
  return undefined;
}

function linesOf(movements: readonly PricedMovement[]): readonly StatementLine[] {
  const groups = Map.groupBy(movements, ({ partner, wallet, issuePrice, redeemPrice }) =>
    [partner, wallet, issuePrice, redeemPrice].join('\n'),
  );
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const sum = (...kinds: readonly PartnerMovement['kind'][]): number =>
      group.reduce((total, { kind, units }) => total + (kinds.includes(kind) ? units : 0), 0);
    const { partner, name, wallet, decimals, issuePrice, redeemPrice } = first;
    // Zero is never written as minus zero, which would not be read back so.
    const [issued, takenBack, restored] = [sum('earn'), 0 - sum('reverse'), sum('restore')];
    const redeemed = 0 - sum('pay', 'redeem');
    const owedBy = amountOf(issued - takenBack, issuePrice, decimals);
    const owedTo = amountOf(redeemed - restored, redeemPrice, decimals);
    return [
      {
        partner,
        name,
        wallet,
        decimals,
        issuePrice,
        redeemPrice,
        issued,
        takenBack,
        redeemed,
        restored,
        owedBy,
        owedTo,
      },
    ];
  });
  return lines.toSorted(
    (a, b) =>
      compare(a.partner, b.partner) ||
      compare(a.wallet, b.wallet) ||
      (a.issuePrice ?? 0) - (b.issuePrice ?? 0) ||
      (a.redeemPrice ?? 0) - (b.redeemPrice ?? 0),
  );
}

/** price × units / 10^decimals, rounded once, a half away from zero. */
export function amountOf(units: number, price: number | null, decimals: number): number {
  if (price === null || units === 0) return 0;
  const scale = 10n ** BigInt(decimals);
  const product = BigInt(Math.abs(units)) * BigInt(price);
  const rounded = Number((2n * product + scale) / (2n * scale));
  if (!Number.isSafeInteger(rounded)) throw new Error('a settlement is past what a number counts exactly');
  return units < 0 ? 0 - rounded : rounded;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
