/**
 * The program document as JSON Schema 2020-12, for editors' completion and help, and for our own complaints: what keys a
 * place knows and what they mean come from the same descriptions.
 */
import { z } from 'zod';
import { programSchema } from './document.ts';
import type { Path } from './problem.ts';

/** What may stand at a place. */
export interface PlaceHelp {
  readonly keys: readonly string[];
  readonly description: string | null;
  /** What may be written there: the only values that are possible, or examples. */
  readonly values: readonly string[];
}

const node = z.looseObject({
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  examples: z.array(z.unknown()).optional(),
  type: z.unknown().optional(),
});

type Node = z.output<typeof node>;

let known: Node | null = null;

export function programJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(programSchema, { target: 'draft-2020-12', io: 'output' }),
    $id: 'https://kopilka.dev/schema/program-1.json',
  };
}

/** Keys allowed at a path and its description, as far as the schema says. */
export function helpAt(path: Path): PlaceHelp {
  known ??= node.parse(programJsonSchema());
  let places: Node[] = branches(known);
  let description = known.description ?? null;
  for (const part of path) {
    const inner = places.flatMap((place) => childrenAt(place, part));
    description = inner.find((child) => child.description !== undefined)?.description ?? null;
    places = inner.flatMap(branches);
  }
  return {
    keys: [...new Set(places.flatMap((place) => Object.keys(place.properties ?? {})))],
    description,
    values: valuesOf(places),
  };
}

function valuesOf(places: readonly Node[]): readonly string[] {
  const fixed = places.flatMap((place) => [...(place.const === undefined ? [] : [place.const]), ...(place.enum ?? [])]);
  const shown = places.flatMap((place) => place.examples ?? []);
  const possible = places.some(({ type }) => type === 'boolean') ? ['true', 'false'] : [];
  return [...new Set([...fixed, ...possible, ...shown].filter(isScalar).map(String))];
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function childrenAt(place: Node, part: string | number): Node[] {
  const found = typeof part === 'number' ? place.items : (place.properties?.[part] ?? place.additionalProperties);
  const parsed = node.safeParse(found);
  return parsed.success ? [parsed.data] : [];
}

/** A place and the alternatives it may be, its own description first. */
function branches(place: Node): Node[] {
  const alternatives = (place.anyOf ?? []).flatMap((branch) => {
    const parsed = node.safeParse(branch);
    return parsed.success ? branches(parsed.data) : [];
  });
  return [place, ...alternatives];
}
