/** One JSON Schema as TypeScript. Keywords that only narrow values (patterns, limits) have no type; unknown ones are an error. */
import { z } from 'zod';

const node = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  enum: z.array(z.union([z.string(), z.number(), z.null()])).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
  description: z.string().optional(),
});

type Node = z.output<typeof node>;

const SIMPLE: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

export function typeOf(schema: unknown, indent: string): string {
  const parsed = node.parse(schema);
  if (parsed.$ref !== undefined) return `components['schemas']['${parsed.$ref.replace('#/components/schemas/', '')}']`;
  if (parsed.const !== undefined) return JSON.stringify(parsed.const);
  if (parsed.enum !== undefined) return parsed.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = parsed.anyOf ?? parsed.oneOf;
  if (choices !== undefined) return unionOf(choices.map((choice) => typeOf(choice, indent)));
  if (Array.isArray(parsed.type)) return unionOf(parsed.type.map((type) => typeOf({ ...parsed, type }, indent)));
  if (parsed.type === 'array') return `${wrapped(typeOf(parsed.items ?? {}, indent))}[]`;
  if (parsed.type === 'object') return objectType(parsed, indent);
  if (parsed.type === undefined) return 'unknown';
  const simple = SIMPLE[parsed.type];
  if (simple === undefined) throw new Error(`a schema of type ${parsed.type} has no TypeScript here`);
  return simple;
}

function objectType(parsed: Node, indent: string): string {
  const deeper = `${indent}  `;
  const fields = Object.entries(parsed.properties ?? {}).map(([name, schema]) => {
    const { description } = node.parse(schema);
    const comment = description === undefined ? '' : `${deeper}/** ${description} */\n`;
    return `${comment}${deeper}${JSON.stringify(name)}${parsed.required.includes(name) ? '' : '?'}: ${typeOf(schema, deeper)};`;
  });
  const others = othersType(parsed, deeper);
  if (fields.length === 0) return others === null ? 'Record<string, never>' : `{ [name: string]: ${others} }`;
  // Beside named fields, what others hold cannot be narrower than unknown.
  if (others !== null) fields.push(`${deeper}[name: string]: unknown;`);
  return `{\n${fields.join('\n')}\n${indent}}`;
}

function othersType({ additionalProperties, properties }: Node, indent: string): string | null {
  if (additionalProperties === false) return null;
  if (additionalProperties === undefined) return properties === undefined ? 'unknown' : null;
  const type = additionalProperties === true ? 'unknown' : typeOf(additionalProperties, indent);
  return type;
}

function unionOf(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function wrapped(type: string): string {
  return type.includes(' | ') ? `(${type})` : type;
}
