// Holds answers to their schemas in the API's own description: status, content type and shape.
import { z } from 'zod';

export type AnswerCheck = (
  method: string,
  url: string,
  answer: { readonly status: number; readonly text: string; readonly headers: Readonly<Record<string, unknown>> },
) => void;

const mediaSchema = z.looseObject({ schema: z.unknown() });
const fileSchema = z.looseObject({ format: z.literal('binary') });
const responseSchema = z.looseObject({ content: z.record(z.string(), mediaSchema).optional() });
const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), responseSchema).optional() })),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

export function createAnswerCheck(openapi: string): AnswerCheck {
  // Patterns of JSON Schema have no flags: without one this means other letters, here as at those who read the description.
  if (openapi.includes('\\p{')) throw new Error('a pattern of the API has classes of characters');
  const document = documentSchema.parse(JSON.parse(openapi));
  const defs = rebased(document.components.schemas);
  const validators = new Map<string, z.ZodType>();
  const validator = (name: string, schema: unknown): z.ZodType => {
    const known = validators.get(name);
    if (known !== undefined) return known;
    const made = z.fromJSONSchema({ ...objectOf(rebased(schema)), $defs: objectOf(defs) });
    validators.set(name, made);
    return made;
  };
  return (method, url, { status, text, headers }) => {
    const path = (url.split('?', 1)[0] ?? '').replaceAll('%', '');
    const found = Object.entries(document.paths).find(([pattern]) => matches(pattern, path));
    const responses = found?.[1][method.toLowerCase()]?.responses;
    if (found === undefined || responses === undefined) return;
    const where = `${method} ${found[0]} ${status}`;
    const response = responses[String(status)];
    if (response === undefined) throw new Error(`${where} is not documented: ${text}`);
    const [[type, media] = ['', undefined]] = Object.entries(response.content ?? {});
    if (media === undefined || status === 204) return;
    if (!String(headers['content-type']).startsWith(type))
      throw new Error(`${where} is sent as ${String(headers['content-type'])}`);
    if (type !== 'application/problem+json' && type !== 'application/json') return;
    if (fileSchema.safeParse(media.schema).success) return;
    const result = validator(where, media.schema).safeParse(JSON.parse(text));
    if (!result.success)
      throw new Error(`${where} is not what it is documented as: ${z.prettifyError(result.error)}\n${text}`);
  };
}

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('/');
  const given = path.split('/');
  return parts.length === given.length && parts.every((part, index) => part.startsWith('{') || part === given[index]);
}

/** References inside the document point to components; in a schema of its own they point to its definitions. */
function rebased(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/'));
}

function objectOf(value: unknown): Record<string, z.core.JSONSchema.JSONSchema> {
  return z.record(z.string(), z.any()).parse(value);
}
