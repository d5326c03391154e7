/**
 * What a program calls its levels and units and on what terms units pay, read from its document without the engine: the till does not
 * carry it. Nothing is decided by this; it explains what the server has decided.
 */
import type { Format, UnitName } from '../i18n/format.ts';
import type { Language } from '../i18n/define-phrases.ts';
import { unitNamesIn } from './unit-names.ts';

export interface Words {
  readonly ru?: string | undefined;
  readonly en?: string | undefined;
}

export interface ProgramWords {
  nameOf(wallet: string): UnitName;
  /** In whole units with their name: 5 бонусов. */
  units(format: Format, wallet: string, count: number, options?: { readonly sign?: boolean }): string;
  /** The number alone. */
  count(format: Format, wallet: string, count: number): string;
  /** Parts of one unit: a wallet of money has 100. */
  partsOf(wallet: string): number;
  /** null for a level that the document does not have. */
  levelName(level: string): Words | null;
  /** As it is written, such as 50%; null when the wallet cannot pay. */
  payShare(wallet: string): string | null;
  /** The smallest receipt that units pay, in whole money as it is written; null without such a bound. */
  payFrom(wallet: string): number | null;
}

export function programWordsIn(document: unknown): ProgramWords {
  const nameOf = unitNamesIn(document);
  const wallet = (id: string): unknown => within(within(document, 'wallets'), id);
  const partsOf = (id: string): number => 10 ** (numberIn(wallet(id), 'decimals') ?? 0);
  const count: ProgramWords['count'] = (format, id, units) => format.number(units / partsOf(id));
  return {
    nameOf,
    partsOf,
    count,
    units: (format, id, units, options) => format.units(units / partsOf(id), nameOf(id), options),
    levelName: (level) => {
      const levels = within(within(document, 'tiers'), 'levels');
      if (!Array.isArray(levels)) return null;
      const found: unknown = levels.find((each: unknown) => within(each, 'id') === level);
      return found === undefined ? null : (wordsIn(within(found, 'name')) ?? { ru: level, en: level });
    },
    payShare: (id) => {
      const max = within(within(wallet(id), 'pay'), 'max');
      return typeof max === 'string' ? max : null;
    },
    payFrom: (id) => {
      const least = numberIn(within(wallet(id), 'pay'), 'minReceipt');
      return least === null || least === 0 ? null : least;
    },
  };
}

/** In the language, or in the other one. */
export function say({ ru, en }: Words, language: Language): string {
  return (language === 'ru' ? (ru ?? en) : (en ?? ru)) ?? '';
}

function wordsIn(name: unknown): Words | null {
  if (typeof name === 'string') return { ru: name, en: name };
  const [ru, en] = [within(name, 'ru'), within(name, 'en')];
  if (typeof ru !== 'string' && typeof en !== 'string') return null;
  return { ...(typeof ru === 'string' ? { ru } : {}), ...(typeof en === 'string' ? { en } : {}) };
}

function numberIn(value: unknown, name: string): number | null {
  const found = within(value, name);
  const number = typeof found === 'number' || typeof found === 'string' ? Number(found) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

function within(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
