/** /v1/reports: what a shop comes to, by day and store. */
import type { CompiledProgram } from '@kopilka/engine';
import { z } from 'zod';
import type { Database } from '../../kit/db.ts';
import { momentAnswer, momentText, moneyAnswer, programIdField, text, unitsAnswer, wholeAnswer } from '../../fields.ts';
import { type AddRoute, noBody, noParams } from '../../route.ts';
import type { OrganizationClock } from '../organizations/clock.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { rulesAt } from '../programs/rules-at.ts';
import type { Figures } from './figures.ts';
import { type ComparedPeriods, type Period, PERIOD_DAYS_MAX, periodsOf } from './period.ts';
import { readToday, type TodayReport } from './today.ts';
import type { WalletFigures } from './wallets.ts';

const STORE_CHARACTERS_MAX = 100;

const dayField = z.iso.date();
const dayAnswer = z.iso.date();
const periodAnswer = z.strictObject({
  from: dayAnswer,
  to: dayAnswer.meta({ description: 'The last day.' }),
  begins: momentAnswer,
  ends: momentAnswer.meta({ description: 'The first moment after it.' }),
});
const walletMoney = moneyAnswer.nullable();

const figuresSchema = z
  .strictObject({
    purchases: wholeAnswer.meta({ description: 'Receipts of members.' }),
    returns: wholeAnswer.meta({ description: 'Returns by members, each on its own day.' }),
    turnover: moneyAnswer.meta({
      description: 'Goods that members bought, less returns: before discounts of the program and before units.',
    }),
    averageReceipt: moneyAnswer.nullable().meta({ description: 'turnover / purchases, to the nearest minor unit.' }),
    guestPurchases: wholeAnswer.meta({ description: 'Receipts without a member, of the whole organization.' }),
    guestTurnover: moneyAnswer.meta({ description: 'What they come to, less their returns.' }),
    guestAverageReceipt: moneyAnswer.nullable(),
    discounts: moneyAnswer.meta({ description: 'What the program took off, less what returns undid.' }),
    paidByUnits: moneyAnswer.meta({ description: 'What units paid, less what returns undid.' }),
    cost: moneyAnswer.meta({ description: 'discounts + paidByUnits.' }),
    costShare: z
      .string()
      .nullable()
      .meta({
        description: 'cost / (turnover + guestTurnover), as decimal text with four places.',
        examples: ['0.0290'],
      }),
    newMembers: wholeAnswer.meta({ description: 'Who has joined; with a store: who bought there for the first time.' }),
    activeMembers: wholeAnswer.meta({ description: 'Accounts that bought at least once.' }),
    returningMembers: wholeAnswer.meta({ description: 'Of them, those that had bought before the period.' }),
  })
  .meta({ id: 'ReportFigures' });

const daySchema = z
  .strictObject({
    day: dayAnswer,
    purchases: wholeAnswer,
    turnover: moneyAnswer,
    guestPurchases: wholeAnswer,
    guestTurnover: moneyAnswer,
    newMembers: wholeAnswer,
    activeMembers: wholeAnswer,
  })
  .meta({ id: 'ReportDay' });

const movedSchema = z
  .strictObject({
    issued: unitsAnswer.meta({ description: 'Less what returns took back.' }),
    paid: unitsAnswer.meta({ description: 'For purchases, less what returns and cancellations gave back.' }),
    redeemed: unitsAnswer.meta({ description: 'For rewards.' }),
    expired: unitsAnswer,
    corrected: unitsAnswer.meta({ description: 'By hand; negative: taken.' }),
    other: unitsAnswer.meta({ description: 'Converted, transferred, paid out: what came less what went.' }),
  })
  .meta({ id: 'ReportMoved' });

const walletSchema = z
  .strictObject({
    id: z.string(),
    name: z.strictObject({
      ru: z.strictObject({ one: z.string(), few: z.string(), many: z.string() }).optional(),
      en: z.strictObject({ one: z.string(), other: z.string() }).optional(),
    }),
    decimals: wholeAnswer,
    moved: movedSchema,
    movedBefore: movedSchema,
    outstanding: unitsAnswer.meta({ description: 'In members’ hands at the end of the period, whatever the store.' }),
    outstandingBefore: unitsAnswer.meta({ description: 'The same before its first day.' }),
    liability: walletMoney.meta({ description: 'What they would pay; null where the wallet cannot pay.' }),
    liabilityBefore: walletMoney,
    expiring: unitsAnswer.meta({ description: 'Expire within 30 days from now.' }),
    expiringMoney: walletMoney,
  })
  .meta({ id: 'ReportWallet' });

const adviceSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ask_for_card'), guestPurchases: wholeAnswer, purchases: wholeAnswer }),
    z.strictObject({ type: z.literal('bring_back'), members: wholeAnswer }),
    z.strictObject({ type: z.literal('remind_expiring'), members: wholeAnswer, money: moneyAnswer }),
  ])
  .meta({ id: 'ReportAdvice' });

const todaySchema = z
  .strictObject({
    programId: z.string(),
    currency: z.string(),
    zone: z.string(),
    period: periodAnswer,
    before: periodAnswer.meta({ description: 'As many days, just before.' }),
    store: z.string().nullable(),
    stores: z
      .array(z.strictObject({ id: z.string(), name: z.string() }))
      .meta({ description: 'Those of the organization, and others that receipts have named.' }),
    firstDay: dayAnswer.nullable().meta({ description: 'The first day with a receipt; null: there has been none.' }),
    countedUntil: momentAnswer
      .nullable()
      .meta({ description: 'What was accepted before is in the figures; null: nothing has been counted yet.' }),
    isWhole: z.boolean().meta({ description: 'false while the past is being counted for the first time.' }),
    figures: figuresSchema,
    figuresBefore: figuresSchema,
    days: z.array(daySchema).meta({ description: 'Every day of the period.' }),
    wallets: z.array(walletSchema),
    expiringMembers: wholeAnswer.meta({ description: 'Accounts with units that expire within 30 days from now.' }),
    levels: z
      .array(z.strictObject({ id: z.string(), name: wordsSchema, accounts: wholeAnswer }))
      .meta({ description: 'Accounts by level now, from the lowest; empty in a program without levels.' }),
    advice: z.array(adviceSchema).meta({ description: 'What the figures suggest to do; nothing where they do not.' }),
  })
  .meta({ id: 'TodayReport' });

export interface ReportDeps {
  readonly db: Database;
  readonly programs: ProgramRegistry;
  readonly time: OrganizationClock;
}

export function addReportRoutes(add: AddRoute, { db, programs, time }: ReportDeps): void {
  add({
    method: 'GET',
    url: '/v1/reports/today',
    id: 'getTodayReport',
    tag: 'Reports',
    scopes: ['read', 'shop'],
    summary: 'The figures of a period',
    description:
      'Beside those of the period before it. Days are those of the program’s time zone; without `from` and `to` it is today. A return counts on its own day, at the store of its purchase. Figures are counted beside the ledger and lag by some seconds: `countedUntil` tells.',
    params: noParams,
    query: z.strictObject({
      programId: programIdField.optional(),
      from: dayField.optional().meta({ description: 'The first day.' }),
      days: z.coerce
        .number()
        .int()
        .min(1)
        .max(PERIOD_DAYS_MAX)
        .optional()
        .meta({ description: 'Instead of `from`: so many days up to the last one.' }),
      to: dayField.optional().meta({ description: 'The last day; today if absent.' }),
      store: text(STORE_CHARACTERS_MAX).optional(),
    }),
    body: noBody,
    answers: { 200: todaySchema },
    codes: ['program_unknown', 'program_required', 'report_period_invalid'],
    handle: async ({ caller, query: { programId, from, days, to, store = null } }) => {
      const { organizationId } = caller;
      const now = await time.now(caller);
      const { program } = (await rulesAt(programs, { organizationId, programId, at: now })).active;
      const periods = periodsOf(program.calendar, now, { from, days, to });
      const report = await readToday(db, { organizationId, program, periods, store, now });
      return { status: 200, body: todayAnswer(program, { periods, store }, report) };
    },
  });
}

function todayAnswer(
  program: CompiledProgram,
  { periods, store }: { readonly periods: ComparedPeriods; readonly store: string | null },
  report: TodayReport,
): z.input<typeof todaySchema> {
  const { countedUntil, isWhole } = report.progress;
  return {
    programId: program.id,
    currency: program.currency,
    zone: program.calendar.zone,
    period: periodTold(program, periods.period),
    before: periodTold(program, periods.before),
    store,
    stores: [...report.stores],
    firstDay: report.firstDay,
    countedUntil: countedUntil === null ? null : momentText(countedUntil),
    isWhole,
    figures: figuresAnswer(report.now),
    figuresBefore: figuresAnswer(report.before),
    days: [...report.days],
    wallets: report.wallets.map((wallet) => walletAnswer(program, wallet)),
    expiringMembers: report.expiringMembers,
    levels: report.levels.map(({ id, accounts }) => ({
      id,
      name: wordsAnswer(program.tiers?.levels.find((level) => level.id === id)?.name ?? { en: id }),
      accounts,
    })),
    advice: [...report.advice],
  };
}

function periodTold({ calendar }: CompiledProgram, { from, to }: Period): z.input<typeof periodAnswer> {
  const next = calendar.plus(to, { years: 0, months: 0, days: 1 });
  return { from, to, begins: momentText(calendar.startOf(from)), ends: momentText(calendar.startOf(next)) };
}

function figuresAnswer(figures: Figures): z.input<typeof figuresSchema> {
  const { purchases, turnover, guestPurchases, guestTurnover, discounts, paidByUnits } = figures;
  const cost = discounts + paidByUnits;
  const all = turnover + guestTurnover;
  return {
    ...figures,
    averageReceipt: purchases === 0 ? null : Math.round(turnover / purchases),
    guestAverageReceipt: guestPurchases === 0 ? null : Math.round(guestTurnover / guestPurchases),
    cost,
    costShare: all <= 0 ? null : (cost / all).toFixed(4),
  };
}

function walletAnswer(program: CompiledProgram, figures: WalletFigures): z.input<typeof walletSchema> {
  const { id, now, before, ...rest } = figures;
  const wallet = program.wallets.get(id);
  if (wallet === undefined) throw new Error(`figures of a wallet that the program does not have: ${id}`);
  return { id, name: wallet.name, decimals: wallet.decimals, moved: now, movedBefore: before, ...rest };
}
