/**
 * Keys of the language as the JSON Schema has them, and those that a document shows. What stands in many places (effects,
 * schedules, limits, dates, words) counts as one.
 */
import { z } from 'zod';
import type { Raw } from '../../src/program/source-tree.ts';

const node = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
});
type Node = z.output<typeof node>;

const SAME: readonly (readonly [RegExp, string])[] = [
  [/^(?:(?:rewards|coupons)\[\]\.gives|(?:challenges|streaks)\[\]\.then|referral\.(?:friend|referrer))\./, 'effects.'],
  [/^rules\[\]\.(?=(?:earn|multiply|discount|gift|coupon|badge|freeDelivery|tier|message)\b)/, 'effects.'],
  [/^.*\.when\./, 'when.'],
  [/^.*\.limits\[\]\./, 'limits[].'],
  [/^.*\.(expires|activates)\./, '$1.'],
  [/^(?!wallets).*\.(?:name|about|message|privileges\[\])\./, 'words.'],
];

/** "wallets.*.pay.max" … */
export function keysOf(schema: unknown): ReadonlySet<string> {
  const keys = new Set<string>();
  visit(branches(schema), '', keys);
  return keys;
}

export function keysShown(schema: unknown, document: Raw): readonly string[] {
  const keys: string[] = [];
  follow(branches(schema), document, '', (key) => keys.push(key));
  return keys;
}

/** What keys choose from: "at once", "receipt" … */
export function wordsOf(schema: unknown): readonly string[] {
  const words = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    const parsed = node.safeParse(value);
    if (!parsed.success) return;
    for (const word of [...(parsed.data.enum ?? []), parsed.data.const]) if (typeof word === 'string') words.add(word);
    for (const [key, part] of Object.entries(parsed.data)) if (key !== 'examples') look(part);
  };
  look(schema);
  return [...words];
}

function visit(places: readonly Node[], path: string, keys: Set<string>): void {
  for (const place of places) {
    for (const [key, inner] of Object.entries(place.properties ?? {})) {
      const own = path === '' ? key : `${path}.${key}`;
      keys.add(plain(own));
      visit(branches(inner), own, keys);
    }
    visit(branches(place.additionalProperties), `${path}.*`, keys);
    visit(branches(place.items), `${path}[]`, keys);
  }
}

function follow(places: readonly Node[], value: Raw, path: string, see: (key: string) => void): void {
  if (isList(value)) {
    const items = places.flatMap((place) => branches(place.items));
    for (const item of value) follow(items, item, `${path}[]`, see);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const known = places.flatMap((place) => branches(place.properties?.[key]));
    const own = path === '' ? key : `${path}.${key}`;
    if (known.length > 0) see(plain(own));
    const named = places.flatMap((place) => branches(place.additionalProperties));
    follow(known.length > 0 ? known : named, part, known.length > 0 ? own : `${path}.*`, see);
  }
}

function plain(path: string): string {
  return SAME.reduce((text, [place, short]) => text.replace(place, short), path);
}

/** A place and the alternatives it may be. */
function branches(value: unknown): readonly Node[] {
  const parsed = node.safeParse(value);
  return parsed.success ? [parsed.data, ...(parsed.data.anyOf ?? []).flatMap(branches)] : [];
}

function isList(value: Raw): value is readonly Raw[] {
  return Array.isArray(value);
}
