/**
 * Reasons in words, Russian and English. A reason is stored as a code with parameters; its words are made when somebody
 * asks, with the names of the program it was decided by.
 */
import type { Reason, Refusal } from './decision.ts';
import type { Receipt } from './event.ts';
import type { CompiledProgram, LocalText, Rule } from './program/compiled.ts';
import { REASONS, REFUSALS, type Speaker } from './phrases.ts';
import { notHere } from './rules/match.ts';
import { purchaseRules } from './rules/purchase-rules.ts';
import { type Instant, instant } from './values/time.ts';

export interface Words {
  readonly ru: string;
  readonly en: string;
}

type Params = Reason['params'];

/** The words of a reason; begins with the rule's name where a rule speaks. */
export function explainReason(reason: Reason, program: CompiledProgram): Words {
  return { ru: reasonIn('ru', reason, program), en: reasonIn('en', reason, program) };
}

function reasonIn(language: 'ru' | 'en', { code, params, rule }: Reason, program: CompiledProgram): string {
  const name = rule === undefined ? undefined : program.causes.get(rule);
  const lead = name === undefined ? rule : (sayWords(language, name) ?? rule);
  const words = REASONS[code]?.[language](speaker(language, { params, program, isNamed: lead !== rule })) ?? code;
  if (lead === undefined) return words;
  // A colon after a colon reads badly.
  return words.includes(': ') ? `${lead} — ${words}` : `${lead}: ${words}`;
}

/** The words of a refusal. */
export function explainRefusal(refusal: Refusal, program: CompiledProgram): Words {
  const phrase = REFUSALS[refusal.code];
  return {
    ru: phrase.ru(speaker('ru', { params: refusal.params, program })),
    en: phrase.en(speaker('en', { params: refusal.params, program })),
  };
}

/**
 * Reasons of a receipt with those of rules that were not even looked at, since they hold only elsewhere: a decision does not
 * store them, because a network has hundreds of rules for other places.
 */
export function reasonsOn(
  receipt: Receipt,
  at: Instant,
  { reasons, program }: { readonly reasons: readonly Reason[]; readonly program: CompiledProgram },
): readonly Reason[] {
  const looked = new Set(purchaseRules(program, receipt, at));
  const silent = (program.rulesOn.get('purchase') ?? []).filter((rule) => !looked.has(rule));
  return silent.length === 0 ? reasons : [...reasons, ...silent.map((rule) => elsewhere(rule, receipt))];
}

function elsewhere(rule: Rule, receipt: Receipt): Reason {
  const guard = rule.guards.find(({ field, values }) => !values.has(receipt[field] ?? ''));
  if (guard === undefined) return { rule: rule.id, applied: false, code: 'not_scheduled', params: {} };
  const no = notHere(rule, guard.field, [...guard.values].join(', '));
  return { rule: rule.id, applied: false, code: no.code, params: no.params };
}

const PLURALS = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

function sayWords(language: 'ru' | 'en', words: LocalText | undefined): string | undefined {
  return language === 'ru' ? (words?.ru ?? words?.en) : (words?.en ?? words?.ru);
}

interface Said {
  readonly params: Params;
  readonly program: CompiledProgram;
  readonly isNamed?: boolean;
}

function speaker(language: 'ru' | 'en', { params, program, isNamed = false }: Said): Speaker {
  const text = (name: string): string => String(params[name] ?? '');
  const number = (name: string): number => Number(params[name] ?? 0);
  const say = (words: LocalText | undefined): string | undefined => sayWords(language, words);
  const units = (name: string): string => sayUnits(language, number(name), text('wallet'), program);
  return {
    text,
    number,
    isNamed,
    units,
    amount: (name) => sayNumber(language, number(name), program.wallets.get(text('wallet'))?.decimals ?? 0),
    signed: (name) => `${number(name) > 0 ? '+' : ''}${units(name)}`,
    counted: (verb, name) => `${verb}${isOne(number(name), text('wallet'), program) ? ':' : ''} ${units(name)}`,
    money: (name) => sayMoney(language, number(name), program),
    date: (name) => lastDay(language, params[name] ?? null, program),
    level: (name) => say(program.tiers?.levels.find((each) => each.id === params[name])?.name) ?? text(name),
    badge: (name) => say(program.badges.get(text(name))?.name) ?? text(name),
    picks: (name) => {
      const names = program.choices.get(text('choice'))?.names;
      const ids = text(name).split(', ');
      return ids.map((id) => say(names?.get(id)) ?? id).join(', ');
    },
    place: (field, name) => {
      const named = text(field) === 'partner' ? program.partners : text(field) === 'store' ? program.stores : null;
      const ids = text(name).split(', ');
      return ids.map((id) => say(named?.get(id)?.name) ?? id).join(', ');
    },
    because: (name) => {
      const phrase = REASONS[text(name)];
      return phrase === undefined ? '' : `: ${phrase[language](speaker(language, { params: {}, program }))}`;
    },
  };
}

const FORMATS = new Map<string, Intl.NumberFormat>();

/** "1 234,50 ₽" and "₽1,234.50": as people of each language write it. */
function sayMoney(language: 'ru' | 'en', amount: number, { currency, currencyDecimals }: CompiledProgram): string {
  return sayNumber(language, amount, currencyDecimals, currency);
}

function sayNumber(language: 'ru' | 'en', amount: number, decimals: number, currency?: string): string {
  const name = `${language}/${decimals}/${currency ?? ''}`;
  let format = FORMATS.get(name);
  if (format === undefined) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    format = new Intl.NumberFormat(
      language,
      currency === undefined ? digits : { ...digits, style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    );
    FORMATS.set(name, format);
  }
  return format.format(amount / 10 ** decimals).replace('-', '−');
}

/** Times in reasons are exclusive ends: people say the last day before. */
function lastDay(language: 'ru' | 'en', end: string | number | null, program: CompiledProgram): string {
  if (typeof end !== 'number') return '—';
  const day = program.calendar.dayOf(instant(end - 1));
  return language === 'ru' ? day.split('-').toReversed().join('.') : day;
}

/** Whether Russian says the amount in the singular: 1, 21, but not 1.50. */
function isOne(amount: number, wallet: string, { wallets }: CompiledProgram): boolean {
  const decimals = wallets.get(wallet)?.decimals ?? 0;
  return PLURALS.ru.select(Math.abs(amount) / 10 ** decimals) === 'one';
}

function sayUnits(language: 'ru' | 'en', amount: number, wallet: string, program: CompiledProgram): string {
  const found = program.wallets.get(wallet);
  if (found === undefined) return `${amount} ${wallet}`;
  const said = sayNumber(language, amount, found.decimals);
  const category = PLURALS[language].select(Math.abs(amount) / 10 ** found.decimals);
  const { ru, en } = found.name;
  if (language === 'ru' && ru !== undefined)
    return `${said} ${category === 'one' ? ru.one : category === 'many' ? ru.many : ru.few}`;
  if (en !== undefined) return `${said} ${PLURALS.en.select(Math.abs(amount)) === 'one' ? en.one : en.other}`;
  return `${said} ${ru?.many ?? wallet}`;
}
