/** What changed from one document to another, place by place and named as the program names it: «Бонусы за покупку · Гость: 5% → 6%». */
import { listIn, type Raw, readSource, valueIn } from '@kopilka/engine';
import type { Language } from '../../i18n/define-phrases.ts';

export interface Difference {
  /** Names on the way to the place, from the outermost. */
  readonly place: readonly string[];
  /** null: it was not there. */
  readonly before: string | null;
  /** null: it is not there any more. */
  readonly after: string | null;
}

/** null when one of the two cannot be read. */
export function differencesOf(before: string, after: string, language: Language): readonly Difference[] | null {
  const from = readSource(before, 'yaml').tree?.root;
  const to = readSource(after, 'yaml').tree?.root;
  if (from === undefined || to === undefined) return null;
  const old = leavesOf(from, language);
  const next = leavesOf(to, language);
  const places = [...new Set([...old.keys(), ...next.keys()])];
  return places.flatMap((key) => {
    const was = old.get(key);
    const is = next.get(key);
    const place = (is ?? was)?.place ?? [];
    return was?.value === is?.value ? [] : [{ place, before: was?.value ?? null, after: is?.value ?? null }];
  });
}

interface Leaf {
  readonly place: readonly string[];
  readonly value: string;
}

/** By the way to it: items of lists by their ids, so that a new rule does not move the others. */
function leavesOf(root: Raw, language: Language): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const names = namesIn(root, language);
  const walk = (value: Raw, key: string, place: readonly string[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item: Raw, index) => {
        const id = textIn(item, 'id');
        walk(item, `${key}/${id ?? index}`, [...place, nameOf(item, language) ?? id ?? String(index + 1)]);
      });
      return;
    }
    if (typeof value === 'object' && value !== null) {
      for (const [part, inner] of Object.entries(value)) {
        const name = (isInner(inner) ? nameOf(inner, language) : null) ?? names.get(part) ?? wordOf(part, language);
        walk(inner, `${key}/${part}`, name === '' ? place : [...place, name]);
      }
      return;
    }
    // What has come or gone is known by its name.
    if (!key.endsWith('/id')) leaves.set(key, { place, value: String(value ?? '') });
  };
  walk(root, '', []);
  return leaves;
}

/** What the document calls its levels and units, by id. */
function namesIn(root: Raw, language: Language): ReadonlyMap<string, string> {
  const levels = listIn(root, ['tiers', 'levels']).map((level) => [textIn(level, 'id') ?? '', level] as const);
  const wallets = valueIn(root, ['wallets']);
  const units = typeof wallets === 'object' && wallets !== null ? Object.entries(wallets) : [];
  return new Map([...levels, ...units].map(([id, named]) => [id, nameOf(named, language) ?? id]));
}

function isInner(value: Raw): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'name' in value;
}

function textIn(value: Raw, key: string): string | null {
  if (typeof value !== 'object' || value === null || !(key in value)) return null;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : null;
}

/** What something is called: its name in the language, or in whichever there is; of forms the first. */
export function nameOf(value: Raw | undefined, language: Language): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null;
  return wordsIn(Reflect.get(value, 'name'), language);
}

export function wordsIn(written: unknown, language: Language): string | null {
  if (typeof written === 'string') return written;
  if (typeof written !== 'object' || written === null) return null;
  const other = language === 'ru' ? 'en' : 'ru';
  const own: unknown = Reflect.get(written, language) ?? Reflect.get(written, other);
  if (typeof own === 'object' && own !== null)
    return Object.values(own).find((form) => typeof form === 'string') ?? null;
  return typeof own === 'string' ? own : null;
}

/** What a shop changes most, as people call it; "" for a group that its members' names make plain. The rest is as it is written. */
const WORDS: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map([
  ['rules', { ru: '', en: '' }],
  ['wallets', { ru: '', en: '' }],
  ['levels', { ru: '', en: '' }],
  ['rewards', { ru: '', en: '' }],
  ['tiers', { ru: 'уровни', en: 'levels' }],
  ['earn', { ru: 'начисление', en: 'earning' }],
  ['rate', { ru: 'сколько возвращается', en: 'how much comes back' }],
  ['units', { ru: 'сколько', en: 'how many' }],
  ['pay', { ru: 'оплата', en: 'paying' }],
  ['max', { ru: 'не больше', en: 'at most' }],
  ['minReceipt', { ru: 'чек от', en: 'receipts from' }],
  ['leave', { ru: 'всегда деньгами', en: 'always by money' }],
  ['worth', { ru: 'один оплачивает', en: 'one pays' }],
  ['expires', { ru: 'сколько живут', en: 'how long they live' }],
  ['activates', { ru: 'когда можно тратить', en: 'when they can be spent' }],
  ['after', { ru: '', en: '' }],
  ['name', { ru: 'название', en: 'name' }],
  ['from', { ru: 'начинается с', en: 'begins at' }],
  ['price', { ru: 'цена', en: 'price' }],
  ['gives', { ru: 'даёт', en: 'gives' }],
  ['discount', { ru: 'скидка', en: 'discount' }],
  ['percent', { ru: 'процент', en: 'percent' }],
  ['amount', { ru: 'сумма', en: 'amount' }],
  ['on', { ru: 'событие', en: 'event' }],
  ['if', { ru: 'условие', en: 'condition' }],
  ['when', { ru: 'когда', en: 'when' }],
  ['limits', { ru: 'пределы', en: 'limits' }],
  ['currency', { ru: 'валюта', en: 'currency' }],
  ['timezone', { ru: 'часовой пояс', en: 'time zone' }],
]);

function wordOf(key: string, language: Language): string {
  return WORDS.get(key)?.[language] ?? key;
}
