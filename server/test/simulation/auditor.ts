/**
 * An independent opinion on what a shop was told and what it has stored, written from the domain's rules and knowing nothing of the
 * server's code. It takes the order in which each account says it lived, checks that this order keeps to the order in which clients saw
 * things happen, and predicts every answer in it.
 */
import type { Entry } from './book.ts';
import {
  type AccountEvidence,
  eventSchema,
  netOf,
  type Operation,
  otherSchema,
  type Purchase,
  purchaseSchema,
  redemptionSchema,
  type Return,
  returnSchema,
  type ShopEvidence,
  sumOf,
} from './evidence.ts';
import { purchaseOffences, returnOffences } from './receipts-audit.ts';
import { CHALLENGE, CHALLENGE_UNITS, CUP_PRICE, FILM_PRICE, type Shop, WELCOME_UNITS } from './shops.ts';

/** What may happen without anybody having asked for it by an action of the storm. */
const BY_ITSELF = new Set(['clock', 'receive', 'void', 'custom', 'release']);

export interface Claim {
  readonly entry: Entry;
  readonly operationId: string;
}

export interface Opinion {
  readonly offences: readonly string[];
}

export function auditShop(shop: Shop, evidence: ShopEvidence, entries: readonly Entry[]): Opinion {
  const offences: string[] = [];
  const claims = claimsOf(entries);
  const byOperation = Map.groupBy(claims, ({ operationId }) => operationId);
  const stored = new Map(
    evidence.accounts.flatMap(({ operations }) => operations.map((one) => [one.id, one] as const)),
  );
  for (const [id, same] of byOperation) {
    if (!stored.has(id)) offences.push(`${nameOf(same[0])} was acknowledged as ${id}, which is not there`);
    if (same.length > 1 && !mayShare(same)) offences.push(`${same.map(nameOf).join(', ')} got the one operation ${id}`);
  }
  for (const account of evidence.accounts) offences.push(...accountOffences(shop, account, byOperation));
  offences.push(...refusalOffences(entries), ...orderOffences(evidence, byOperation));
  offences.push(...returnOffences(purchasesIn(claims), returnsIn(claims)));
  offences.push(...scarceOffences(shop, evidence, claims), ...releaseOffences(evidence, entries));
  return { offences };
}

/** Acknowledged requests that stand for an operation. */
function claimsOf(entries: readonly Entry[]): readonly Claim[] {
  return entries.flatMap((entry) => {
    const { type } = entry.action.what;
    if (entry.answer === null || ['quote', 'enroll', 'publish', 'clock', 'cancel'].includes(type)) return [];
    return [{ entry, operationId: otherSchema.parse(JSON.parse(entry.answer.text)).id }];
  });
}

/** A checkout is committed once and a redemption closed once, whoever asks: the others are told of the same. */
function mayShare(same: readonly Claim[]): boolean {
  return same.every(({ entry }) => ['commit', 'collect', 'give-back'].includes(entry.action.what.type));
}

/** A checkout is released once, and only if somebody was told so. */
function releaseOffences({ accounts }: ShopEvidence, entries: readonly Entry[]): string[] {
  const released = accounts.reduce((sum, { operations }) => sum + operations.filter(isRelease).length, 0);
  const cancelled = new Set(
    entries.flatMap(({ action: { what }, answer }) => (what.type === 'cancel' && answer !== null ? [what.of] : [])),
  );
  return released > cancelled.size ? [`${released} checkouts were released, of ${cancelled.size} cancelled`] : [];
}

function isRelease({ type }: Operation): boolean {
  return type === 'release';
}

function nameOf(claim: Claim | undefined): string {
  return claim === undefined ? 'nobody' : `${claim.entry.action.what.type} ${claim.entry.action.number}`;
}

type ByOperation = ReadonlyMap<string, readonly Claim[]>;

function accountOffences(
  shop: Shop,
  { accountId, operations, now }: AccountEvidence,
  byOperation: ByOperation,
): string[] {
  const offences: string[] = [];
  let before: Operation | null = null;
  let welcomes = 0;
  for (const [index, operation] of operations.entries()) {
    const here = `account ${accountId}, operation ${operation.seq} (${operation.type} ${operation.id})`;
    const complain = (what: string): unknown => offences.push(`${here}: ${what}`);
    if (operation.seq !== index + 1) complain(`has number ${operation.seq} in place ${index + 1}`);
    if (netOf(operation.balances) - netOf(before?.balances ?? {}) !== sumOf(operation.entries))
      complain(`balances moved from ${show(before)} to ${show(operation)} by entries of ${sumOf(operation.entries)}`);
    for (const [wallet, { available, pending, held, debt }] of Object.entries(operation.balances))
      if (Math.min(available, pending, held, debt) < 0) complain(`${wallet} is negative`);
    const claim = byOperation.get(operation.id)?.[0];
    if (claim === undefined) {
      if (!BY_ITSELF.has(operation.type)) complain('nobody was told of it');
      if (operation.type === 'custom') welcomes += 1;
      if (operation.type === 'custom' && sumOf(operation.entries) !== WELCOME_UNITS) complain('is no welcome');
    } else {
      for (const offence of answerOffences(shop, { claim, operation, before })) complain(offence);
    }
    before = operation;
  }
  const awarded = sumOf(operations.flatMap(({ entries }) => entries.filter(({ rule }) => rule === CHALLENGE)));
  if (awarded < 0 || awarded % CHALLENGE_UNITS !== 0) offences.push(`account ${accountId} was awarded ${awarded}`);
  if (welcomes !== 1) offences.push(`account ${accountId} was welcomed ${welcomes} times`);
  if (!shop.sandbox && netOf(now) !== netOf(before?.balances ?? {}))
    offences.push(`account ${accountId} shows ${netOf(now)} and should have ${netOf(before?.balances ?? {})}`);
  return offences;
}

function show(operation: Operation | null): string {
  return JSON.stringify(operation?.balances ?? {});
}

interface Answered {
  readonly claim: Claim;
  readonly operation: Operation;
  readonly before: Operation | null;
}

function answerOffences(shop: Shop, { claim, operation, before }: Answered): string[] {
  const { entry } = claim;
  const { what } = entry.action;
  const body: unknown = JSON.parse(entry.answer?.text ?? 'null');
  const offences: string[] = [];
  const told = otherSchema.parse(body);
  if (JSON.stringify(told.balances) !== JSON.stringify(operation.balances))
    offences.push(`was answered with balances ${JSON.stringify(told.balances)} and stored with ${show(operation)}`);
  // Units whose time is over already are granted and expire at once, visibly; a challenge's award is not the receipt's own.
  const moved = sumOf(operation.entries.filter(({ kind, rule }) => kind !== 'expire' && rule !== CHALLENGE));
  const expect = (units: number): void => {
    if (moved !== units) offences.push(`moved ${moved} units and should have moved ${units}`);
  };
  switch (what.type) {
    case 'purchase':
    case 'commit': {
      const purchase = purchaseSchema.parse(body);
      expect(sumOf(purchase.earned.filter(isOwn)) - (purchase.payment?.units ?? 0) - sumOf(purchase.costs));
      offences.push(...purchaseOffences(shop, { purchase, what, before }));
      break;
    }
    case 'checkout':
      offences.push(...purchaseOffences(shop, { purchase: purchaseSchema.parse(body), what, before }));
      expect(0);
      break;
    case 'return': {
      const { parts } = returnSchema.parse(body);
      expect(parts.reduce((sum, { restored, takenBack }) => sum + sumOf(restored) - sumOf(takenBack.filter(isOwn)), 0));
      break;
    }
    case 'correction':
      expect(what.units);
      break;
    case 'transfer':
      expect(-what.units);
      break;
    case 'redeem': {
      const { price } = redemptionSchema.parse(body);
      expect(what.reward === 'cup' ? -CUP_PRICE : -FILM_PRICE);
      if (price?.units !== (what.reward === 'cup' ? CUP_PRICE : FILM_PRICE)) offences.push('has another price');
      break;
    }
    case 'collect':
      expect(0);
      break;
    case 'give-back':
      break;
    case 'event':
      expect(3);
      if (sumOf(eventSchema.parse(body).earned) !== 3) offences.push('earned something else');
      break;
    default:
      offences.push(`${what.type} is no operation`);
  }
  return offences;
}

function isOwn({ rule }: { readonly rule?: string | undefined }): boolean {
  return rule !== CHALLENGE;
}

/** Who was answered before another asked, stands before it. */
function orderOffences({ accounts }: ShopEvidence, byOperation: ByOperation): string[] {
  const offences: string[] = [];
  for (const { operations } of accounts) {
    // From the end: the earliest answer among what comes later.
    let earliest: Claim | null = null;
    for (const { id } of operations.toReversed()) {
      const here = byOperation.get(id) ?? [];
      for (const claim of here)
        if (earliest !== null && answeredAt(earliest) < claim.entry.firstSentAt && !mayShare([claim]))
          offences.push(`${nameOf(earliest)} was answered before ${nameOf(claim)} was asked, and stands behind it`);
      for (const claim of here) if (earliest === null || answeredAt(claim) < answeredAt(earliest)) earliest = claim;
    }
  }
  return offences;
}

function answeredAt({ entry }: Claim): number {
  return entry.answer?.at ?? Number.POSITIVE_INFINITY;
}

/** What each kind of request may be refused for at all; what asks for nothing scarce may not be refused. */
const REFUSALS: Readonly<Record<string, readonly string[]>> = {
  purchase: [],
  quote: [],
  checkout: [],
  commit: ['checkout_cancelled', 'checkout_committed'],
  cancel: ['checkout_committed'],
  return: ['purchase_unknown', 'line_unknown', 'return_exceeds_purchase'],
  correction: ['correction_below_zero'],
  transfer: ['units_insufficient', 'account_in_debt', 'transfer_to_self'],
  redeem: ['units_insufficient', 'reward_out_of_stock'],
  collect: ['item_closed'],
  'give-back': ['item_closed'],
  enroll: ['identity_taken'],
  clock: ['clock_backwards'],
};
const PAYING = ['units_insufficient', 'pay_over_limit'];
const CODES = ['coupon_code_used', 'coupon_code_in_use'];

function refusalOffences(entries: readonly Entry[]): string[] {
  const answered = new Map(
    entries.map(({ action, answer }) => [action.number, answer?.at ?? Number.POSITIVE_INFINITY]),
  );
  return entries.flatMap(({ action, refused, answer, firstSentAt }) => {
    const { what } = action;
    if (refused === null || answer !== null) return [];
    const allowed = [
      ...(REFUSALS[what.type] ?? []),
      ...('pay' in what && typeof what.pay === 'number' ? PAYING : []),
      ...('code' in what && what.code !== null ? CODES : []),
    ];
    const isFree = what.type === 'correction' && what.units > 0;
    // What was acknowledged before is known, wherever one asks.
    const isForgotten =
      refused.endsWith('_unknown') && 'of' in what && (answered.get(what.of) ?? Infinity) < firstSentAt;
    const isAllowed = allowed.includes(refused) && !isFree && (!isForgotten || refused === 'line_unknown');
    return isAllowed ? [] : [`${what.type} ${action.number} was refused with ${refused}`];
  });
}

function purchasesIn(claims: readonly Claim[]): ReadonlyMap<string, Purchase> {
  return new Map(
    claims.flatMap(({ entry, operationId }) =>
      ['purchase', 'commit'].includes(entry.action.what.type)
        ? [[operationId, purchaseSchema.parse(JSON.parse(entry.answer?.text ?? ''))] as const]
        : [],
    ),
  );
}

function returnsIn(claims: readonly Claim[]): readonly Return[] {
  return claims.flatMap(({ entry }) =>
    entry.action.what.type === 'return' ? [returnSchema.parse(JSON.parse(entry.answer?.text ?? ''))] : [],
  );
}

/** What there is only so much of, for all accounts together. */
function scarceOffences(shop: Shop, { accounts }: ShopEvidence, claims: readonly Claim[]): string[] {
  const offences: string[] = [];
  const entriesOf = (test: (entry: Operation['entries'][number], operation: Operation) => boolean): number =>
    accounts.reduce(
      (sum, { operations }) =>
        sum + operations.reduce((own, one) => own + sumOf(one.entries.filter((entry) => test(entry, one))), 0),
      0,
    );
  const onTheWay = entriesOf((_, { type }) => type === 'transfer' || type === 'receive');
  if (onTheWay !== 0) offences.push(`transfers made ${onTheWay} units out of nothing`);
  const given =
    sumOf([...purchasesIn(claims).values()].flatMap(({ earned }) => earned.filter(({ rule }) => rule === 'extra'))) -
    sumOf(
      returnsIn(claims).flatMap(({ parts }) =>
        parts.flatMap(({ takenBack }) => takenBack.filter(({ rule }) => rule === 'extra')),
      ),
    );
  if (given > (shop.budget ?? 0)) offences.push(`a budget of ${shop.budget} gave ${given}`);
  offences.push(...rewardOffences(shop, accounts, claims), ...codeOffences(claims));
  return offences;
}

function rewardOffences(shop: Shop, accounts: ShopEvidence['accounts'], claims: readonly Claim[]): string[] {
  const redeemed = claims.flatMap(({ entry }) =>
    entry.action.what.type === 'redeem'
      ? [{ reward: entry.action.what.reward, ...redemptionSchema.parse(JSON.parse(entry.answer?.text ?? '')) }]
      : [],
  );
  const cups = redeemed.filter(({ reward }) => reward === 'cup').length;
  const back = accounts.reduce((sum, { operations }) => sum + operations.filter(isCancelled).length, 0);
  const films = redeemed.flatMap(({ code }) => code ?? []);
  return [
    ...(cups - back > shop.stock ? [`of ${shop.stock} cups ${cups} were redeemed and ${back} came back`] : []),
    ...(new Set(films).size < films.length ? [`codes of films were given twice: ${films.join(', ')}`] : []),
    ...(films.length > shop.films ? [`of ${shop.films} films ${films.length} were redeemed`] : []),
  ];
}

function isCancelled({ type, entries }: Operation): boolean {
  return type === 'cancel' && sumOf(entries) === CUP_PRICE;
}

/** A code for one use was used in one receipt, or is reserved by one checkout that may still become one. */
function codeOffences(claims: readonly Claim[]): string[] {
  const checkouts = new Map(
    claims.flatMap(({ entry: { action } }) =>
      action.what.type === 'checkout' ? [[action.number, action.what.code]] : [],
    ),
  );
  const used = new Map<number, Set<string>>();
  for (const { entry, operationId } of claims) {
    const { what } = entry.action;
    const code =
      what.type === 'purchase' ? what.code : what.type === 'commit' ? (checkouts.get(what.of) ?? null) : null;
    if (code !== null) used.set(code, (used.get(code) ?? new Set()).add(operationId));
  }
  return [...used].flatMap(([code, by]) => (by.size > 1 ? [`code ${code} was used by ${[...by].join(', ')}`] : []));
}
