/**
 * What happened on a member's account, in words: what came and went, and why this many. Of an account that others have or had, too, only
 * what names the member is told whole; of the rest, only what moved.
 */
import {
  type CompiledProgram,
  explainReason,
  formatQuantity,
  type Instant,
  OPERATION_TYPES,
  reasonsOn,
} from '@kopilka/engine';
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { momentAnswer, momentText, moneyAnswer, unitsAnswer } from '../../fields.ts';
import type { StoredOperation } from '../../ledger/ledger.ts';
import { readAccountsOf } from '../members/forget.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import { rulesOf } from '../programs/rules-at.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { storeNames } from '../stores/find.ts';
import { unitOf, unitSchema } from './names.ts';
import { type OwnAccount, ownAccount } from './own-account.ts';
import type { CardMember } from './sessions.ts';

const levelSchema = z.strictObject({ id: z.string(), name: wordsSchema });

const happenedFields = {
  id: z.string(),
  at: momentAnswer,
  type: z.enum(OPERATION_TYPES),
  programId: z.string(),
  store: wordsSchema.nullable(),
  receipt: z.string().nullable().meta({ description: 'The number of the receipt.' }),
  total: moneyAnswer.nullable().meta({ description: 'Of a purchase.' }),
  toPay: moneyAnswer.nullable().meta({ description: 'What was left to pay by money.' }),
  moved: z.array(z.strictObject({ wallet: z.string(), units: unitsAnswer })).meta({ description: 'Signed.' }),
  level: z.strictObject({ from: levelSchema, to: levelSchema }).nullable().meta({ description: 'When it changed.' }),
  byOther: z.boolean().meta({
    description: 'On an account that others share: not known to be the member’s own, so that only what moved is told.',
  }),
  why: z.array(wordsSchema).meta({ description: 'Sentences: what applied.' }),
};

export const happenedSchema = z.strictObject(happenedFields).meta({ id: 'CardOperation' });

export const happenedWholeSchema = z
  .strictObject({
    ...happenedFields,
    lines: z.array(
      z.strictObject({
        name: z.string().nullable(),
        sku: z.string(),
        quantity: z.string(),
        amount: moneyAnswer,
        earned: z.array(z.strictObject({ wallet: z.string(), units: unitsAnswer })),
      }),
    ),
    wallets: z.array(unitSchema),
    currency: z.string(),
    currencyDecimals: z.int(),
  })
  .meta({ id: 'CardOperationWhole' });

export const historySchema = z
  .strictObject({
    operations: z.array(happenedSchema),
    wallets: z.array(unitSchema).meta({ description: 'What units of `moved` are called.' }),
    currency: z.string(),
    currencyDecimals: z.int(),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Cursor of the next page; null at the end. A page may have fewer than it could.' }),
  })
  .meta({ id: 'CardHistory' });

type Happened = z.input<typeof happenedSchema>;

/** Whose history it is, and how it is looked at. */
interface View {
  readonly memberId: string;
  readonly programId: string;
  readonly isShared: boolean;
  readonly storeNames: ReadonlyMap<string, string>;
}

export interface HistoryPage {
  readonly operations: Happened[];
  readonly wallets: z.input<typeof unitSchema>[];
  readonly program: CompiledProgram;
  /** Of the last operation that was looked at; null at the end. */
  readonly nextSeq: number | null;
}

/** Newest first. Throws ApiError program_unknown or program_required. */
export async function readHistory(
  deps: QuoteDeps,
  who: CardMember,
  wanted: {
    readonly programId: string | undefined;
    readonly beforeSeq: number | undefined;
    readonly limit: number;
    readonly now: Instant;
  },
): Promise<HistoryPage> {
  const { beforeSeq, limit } = wanted;
  const own = await ownAccount(deps, who, wanted);
  const view = await viewOf(deps, who, own);
  const page = await deps.ledger.operations(who.organizationId, own.accountId, {
    limit,
    ...(beforeSeq === undefined ? {} : { beforeSeq }),
  });
  const operations: Happened[] = [];
  const units = new Map<string, z.input<typeof unitSchema>>();
  for (const operation of page) {
    if (!isWorthTelling(operation)) continue;
    const program = await programOf(deps, own, operation);
    const happened = happenedAnswer(view, operation, program);
    operations.push(happened);
    for (const { wallet } of happened.moved) {
      const unit = unitOf(program, wallet);
      if (unit !== null && !units.has(wallet)) units.set(wallet, unit);
    }
  }
  return {
    operations,
    wallets: [...units.values()],
    program: own.active.program,
    nextSeq: page.length < limit ? null : (page.at(-1)?.seq ?? null),
  };
}

/** Throws ApiError operation_unknown. */
export async function readHappened(
  deps: QuoteDeps,
  who: CardMember,
  { operationId, now }: { readonly operationId: string; readonly now: Instant },
): Promise<z.input<typeof happenedWholeSchema>> {
  const operation = await deps.ledger.operation(who.organizationId, operationId);
  const accounts = operation === null ? [] : await readAccountsOf(deps.db, who);
  const account = accounts.find(({ accountId, isCurrent }) => isCurrent && accountId === operation?.accountId);
  if (operation === null || account === undefined) throw new ApiError('operation_unknown');
  const own = await ownAccount(deps, who, { programId: account.programId, now });
  const program = await programOf(deps, own, operation);
  const view = {
    memberId: who.memberId,
    programId: own.programId,
    isShared: account.wasShared,
    storeNames: await namesOfStores(deps, who),
  };
  const happened = happenedAnswer(view, operation, program);
  return {
    ...happened,
    lines: happened.byOther ? [] : linesOf(operation),
    wallets: walletsIn(program, operation),
    currency: program.currency,
    currencyDecimals: program.currencyDecimals,
  };
}

async function viewOf(deps: QuoteDeps, who: CardMember, { programId, accountId }: OwnAccount): Promise<View> {
  const accounts = await readAccountsOf(deps.db, who);
  const isShared = accounts.some((account) => account.accountId === accountId && account.wasShared);
  return { memberId: who.memberId, programId, isShared, storeNames: await namesOfStores(deps, who) };
}

function namesOfStores({ db }: QuoteDeps, { organizationId }: CardMember): Promise<ReadonlyMap<string, string>> {
  return db.tenant(organizationId, (tx) => storeNames(tx, organizationId));
}

async function programOf(
  { programs }: QuoteDeps,
  { programId }: OwnAccount,
  { organizationId, programVersion: version }: StoredOperation,
): Promise<CompiledProgram> {
  return (await rulesOf(programs, { organizationId, programId, version })).program;
}

/** What only rules know of is no news to a customer. */
function isWorthTelling({ decision }: StoredOperation): boolean {
  return decision.entries.length > 0 || decision.tier !== undefined || decision.type === 'purchase';
}

function happenedAnswer(view: View, operation: StoredOperation, program: CompiledProgram): Happened {
  const { decision, event } = operation;
  const byOther = view.isShared && (!('member' in event) || event.member !== view.memberId);
  const receipt = !byOther && 'receipt' in event ? event.receipt : null;
  const purchase = !byOther && 'purchase' in decision ? decision.purchase : null;
  const moved = new Map<string, number>();
  for (const { wallet, units } of decision.entries) moved.set(wallet, (moved.get(wallet) ?? 0) + units);
  const { tier } = decision;
  return {
    id: operation.operationId,
    at: momentText(decision.at),
    type: decision.type,
    programId: view.programId,
    store: receipt?.store === undefined ? null : storeName(view, program, receipt.store),
    receipt: receipt?.id ?? null,
    total: purchase?.total ?? null,
    toPay: purchase?.toPay ?? null,
    moved: [...moved].map(([wallet, units]) => ({ wallet, units })),
    level: tier === undefined ? null : { from: levelName(program, tier.from), to: levelName(program, tier.to) },
    byOther,
    why: byOther ? [] : reasonsOf(operation, program),
  };
}

function reasonsOf({ decision, event }: StoredOperation, program: CompiledProgram): Happened['why'] {
  const reasons =
    'receipt' in event
      ? reasonsOn(event.receipt, decision.at, { reasons: decision.reasons, program })
      : decision.reasons;
  return reasons
    .filter(({ applied }) => applied)
    .map((reason) => {
      const { ru, en } = explainReason(reason, program);
      return { ru, en };
    });
}

/** As the office calls it, or the program. An id says nothing to a customer. */
function storeName(
  { storeNames: names }: View,
  { stores }: CompiledProgram,
  id: string,
): z.input<typeof wordsSchema> | null {
  const name = names.get(id);
  if (name !== undefined) return { ru: name, en: name };
  const store = stores.get(id);
  return store === undefined ? null : wordsAnswer(store.name);
}

function levelName({ tiers }: CompiledProgram, id: string): z.input<typeof levelSchema> {
  const level = tiers?.levels.find((one) => one.id === id);
  return { id, name: level === undefined ? { ru: id, en: id } : wordsAnswer(level.name) };
}

type Line = z.input<typeof happenedWholeSchema>['lines'][number];

function linesOf({ decision, event }: StoredOperation): Line[] {
  if (!('receipt' in event)) return [];
  const purchase = 'purchase' in decision ? decision.purchase : null;
  return event.receipt.lines.map(({ name, sku, quantity, amount }, index) => ({
    name: name ?? null,
    sku,
    quantity: formatQuantity(quantity),
    amount,
    earned: (purchase?.lines[index]?.earned ?? []).flatMap((units, rule) => {
      const wallet = purchase?.earned[rule]?.wallet;
      return wallet === undefined || units === 0 ? [] : [{ wallet, units }];
    }),
  }));
}

function walletsIn(program: CompiledProgram, { decision }: StoredOperation): z.input<typeof unitSchema>[] {
  const ids = new Set(decision.entries.map(({ wallet }) => wallet));
  return [...ids].flatMap((id) => unitOf(program, id) ?? []);
}
