/**
 * Makes a checked document ready to decide by: texts become ratios, durations, instants and compiled conditions, and
 * defaults are filled in. What the checks promised is asserted, not handled: a document that did not pass them throws.
 */
import { NO_MONEY } from '../values/amount.ts';
import { type Calendar, calendarOf } from '../values/calendar.ts';
import { parseDecimal } from '../values/decimal.ts';
import { parseDuration } from '../values/duration.ts';
import { ONE_RATIO, parseRatio } from '../values/ratio.ts';
import { lineCondition, ruleCondition } from './cel.ts';
import { SPEND } from './check-context.ts';
import { compileEarn } from './compile-earn.ts';
import type {
  Activation,
  CompiledProgram,
  Expiry,
  Level,
  Meter,
  PayTerms,
  Rule,
  Schedule,
  Tiers,
  Wallet,
} from './compiled.ts';
import { compiled } from './compiled-assertion.ts';
import { currencyDecimals } from './currencies.ts';
import type {
  ActivatesDocument,
  ExpiresDocument,
  MeterDocument,
  ProgramDocument,
  RuleDocument,
  TiersDocument,
  WalletDocument,
} from './document.ts';
import { ENDS_OF_NEXT, PERIODS, WEEKDAYS } from './document-limits.ts';
import { moneyOf, unitTerms } from './earning-terms.ts';
import { meterScale, SPEND_METER } from './meter-scale.ts';
import { readHours, readMonthDay, readMoment } from './schedule-text.ts';
import { localPlural, localText } from './words.ts';

const DEFAULT_GRACE = { years: 0, months: 0, days: 14 } as const;

export function compileProgram(document: ProgramDocument): CompiledProgram {
  const calendar = calendarOf(document.timezone);
  const decimals = currencyDecimals(document.currency);
  const rules = document.rules.map((rule) => compileRule(rule, document, calendar));
  const meters = { [SPEND]: SPEND_METER, ...document.meters };
  return {
    id: document.id,
    name: localText(document.name, document.id),
    currency: document.currency,
    currencyDecimals: decimals,
    calendar,
    wallets: new Map(Object.entries(document.wallets).map(([id, wallet]) => [id, compileWallet(id, wallet, decimals)])),
    meters: new Map(Object.entries(meters).map(([id, meter]) => [id, compileMeter(id, meter, document)])),
    tiers: document.tiers === undefined ? null : compileTiers(document.tiers, document),
    rules,
    rulesOn: Map.groupBy(rules, (rule) => rule.on),
  };
}

export function compileActivation(activates: ActivatesDocument): Activation {
  if (activates === 'at once') return { type: 'atOnce' };
  return { type: 'after', duration: compiled(parseDuration(activates.after), activates.after) };
}

export function compileExpiry(expires: ExpiresDocument): Expiry {
  if (expires === 'never') return { type: 'never' };
  if ('on' in expires) return { type: 'on', ...compiled(readMonthDay(expires.on), expires.on) };
  return {
    type: 'after',
    duration: compiled(parseDuration(expires.after), expires.after),
    roundUp: expires.roundUp ?? 'day',
  };
}

function compileWallet(id: string, wallet: WalletDocument, decimals: number): Wallet {
  const terms = compiled(unitTerms(wallet, decimals), `worth of ${id}`);
  return {
    id,
    name: localPlural(wallet.name, id),
    decimals: terms.unitDecimals,
    worth: terms.worth,
    activates: compileActivation(wallet.activates ?? 'at once'),
    expires: compileExpiry(wallet.expires ?? 'never'),
    pay: terms.worth === null ? null : compilePay(wallet.pay ?? {}, decimals),
    debt: wallet.debt ?? 'allow',
    grace: wallet.grace === undefined ? DEFAULT_GRACE : compiled(parseDuration(wallet.grace), wallet.grace),
  };
}

function compilePay(pay: NonNullable<WalletDocument['pay']>, decimals: number): PayTerms {
  const moneyOrNone = (text: string | undefined) =>
    text === undefined ? NO_MONEY : compiled(moneyOf(text, decimals), text);
  return {
    max: pay.max === undefined ? ONE_RATIO : compiled(parseRatio(pay.max), pay.max),
    of: pay.of ?? 'receipt',
    minReceipt: moneyOrNone(pay.minReceipt),
    leave: moneyOrNone(pay.leave),
    except: pay.except === undefined ? null : lineCondition(pay.except),
  };
}

function compileMeter(id: string, meter: MeterDocument, document: ProgramDocument): Meter {
  const withSpend = { ...document, meters: { [SPEND]: SPEND_METER, ...document.meters } };
  return {
    id,
    on: meter.on,
    add: meter.add,
    wallet: meter.wallet ?? null,
    lines: meter.lines === undefined ? null : lineCondition(meter.lines),
    scale: compiled(meterScale(withSpend, id), `meter ${id}`),
  };
}

function compileTiers(tiers: TiersDocument, document: ProgramDocument): Tiers {
  const scale = compiled(meterScale(document, tiers.by), `meter ${tiers.by}`);
  const levels = tiers.levels.map((level, rank): Level => {
    return {
      id: level.id,
      rank,
      name: localText(level.name, level.id),
      from: compiled(parseDecimal(level.from, scale), level.from),
    };
  });
  const [first, ...others] = levels;
  const window = compileWindow(tiers.window);
  return {
    meter: tiers.by,
    window,
    keeps: compileKeeps(tiers.keeps, window),
    levels: [compiled(first, 'levels'), ...others],
  };
}

function compileWindow(window: TiersDocument['window']): Tiers['window'] {
  if (window === undefined) return { type: 'ever' };
  if ('calendar' in window) return { type: 'calendar', period: window.calendar };
  return { type: 'rolling', duration: compiled(parseDuration(window.rolling), window.rolling) };
}

function compileKeeps(keeps: TiersDocument['keeps'], window: Tiers['window']): Tiers['keeps'] {
  if (keeps === 'ever') return { type: 'ever' };
  if (keeps !== undefined && 'for' in keeps)
    return { type: 'for', duration: compiled(parseDuration(keeps.for), keeps.for) };
  if (keeps !== undefined)
    return { type: 'untilEndOfNext', period: compiled(PERIODS[ENDS_OF_NEXT.indexOf(keeps.until)], keeps.until) };
  switch (window.type) {
    case 'ever':
      return { type: 'ever' };
    case 'rolling':
      return { type: 'for', duration: window.duration };
    case 'calendar':
      return { type: 'untilEndOfNext', period: window.period };
  }
}

function compileRule(rule: RuleDocument, document: ProgramDocument, calendar: Calendar): Rule {
  return {
    id: rule.id,
    name: localText(rule.name, rule.id),
    on: rule.on,
    schedule: rule.when === undefined ? null : compileSchedule(rule.when, calendar),
    condition: rule.if === undefined ? null : ruleCondition(rule.if),
    earn: {
      ...compileEarn(rule.earn, document),
      activates: rule.earn.activates === undefined ? null : compileActivation(rule.earn.activates),
      expires: rule.earn.expires === undefined ? null : compileExpiry(rule.earn.expires),
    },
  };
}

function compileSchedule(when: NonNullable<RuleDocument['when']>, calendar: Calendar): Schedule {
  return {
    from: when.from === undefined ? null : compiled(readMoment(when.from, calendar), when.from),
    until: when.until === undefined ? null : compiled(readMoment(when.until, calendar), when.until),
    days: when.days === undefined ? null : new Set(when.days.map((name) => WEEKDAYS.indexOf(name) + 1)),
    hours: when.hours === undefined ? null : compiled(readHours(when.hours), when.hours),
  };
}
