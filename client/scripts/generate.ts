/**
 * Makes client/src/generated/api.ts of openapi.json: the types of every path, in the shape that openapi-fetch reads. openapi-typescript
 * does this elsewhere, but it needs the compiler's JavaScript API, which TypeScript 7 has not; what our own document uses of
 * JSON Schema is little, and what it does not use fails here aloud instead of becoming a wrong type.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { typeOf } from './schema-type.ts';

const OPENAPI = join(import.meta.dirname, '../../openapi.json');
const TARGET = join(import.meta.dirname, '../src/generated/api.ts');

const mediaSchema = z.looseObject({ schema: z.unknown() });
const contentSchema = z.record(z.string(), mediaSchema);
const parameterSchema = z.looseObject({
  in: z.enum(['query', 'path', 'header']),
  name: z.string(),
  required: z.boolean().default(false),
  schema: z.unknown(),
  description: z.string().optional(),
});
const operationSchema = z.looseObject({
  summary: z.string(),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.looseObject({ required: z.boolean().default(false), content: contentSchema }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: contentSchema.optional() })),
});
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

type Parameter = z.output<typeof parameterSchema>;
type Operation = z.output<typeof operationSchema>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const PLACES = ['query', 'header', 'path', 'cookie'] as const;

/** The text of client/src/generated/api.ts. */
export function generateTypes(openapi: string): string {
  const { paths, components } = documentSchema.parse(JSON.parse(openapi));
  const schemas = Object.entries(components.schemas).map(([name, schema]) => `    ${name}: ${typeOf(schema, '    ')};`);
  const routes = Object.entries(paths).map(([path, operations]) => `  '${path}': {\n${pathType(operations)}\n  };`);
  return [
    '// Generated from openapi.json by `npm run openapi`; do not edit.',
    `export interface paths {\n${routes.join('\n')}\n}`,
    `export interface components {\n  schemas: {\n${schemas.join('\n')}\n  };\n}\n`,
  ].join('\n\n');
}

function pathType(operations: Readonly<Record<string, Operation>>): string {
  return METHODS.map((method) => {
    const operation = operations[method];
    return operation === undefined
      ? `    ${method}?: never;`
      : `    /** ${operation.summary} */\n    ${method}: ${operationType(operation)};`;
  }).join('\n');
}

function operationType({ parameters, requestBody, responses }: Operation): string {
  const places = PLACES.map((place) =>
    parametersType(
      place,
      parameters.filter((parameter) => parameter.in === place),
    ),
  );
  const body =
    requestBody === undefined ? 'requestBody?: never' : `requestBody: { content: ${contentType(requestBody.content)} }`;
  const answers = Object.entries(responses).map(([status, { content }]) => {
    const answered = content === undefined ? 'content?: never' : `content: ${contentType(content)}`;
    return `        ${status}: { headers: { [name: string]: unknown }; ${answered} };`;
  });
  return `{\n      parameters: { ${places.join('; ')} };\n      ${body};\n      responses: {\n${answers.join('\n')}\n      };\n    }`;
}

function parametersType(place: (typeof PLACES)[number], parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return `${place}?: never`;
  const fields = parameters.map(
    ({ name, required, schema }) => `'${name}'${required ? '' : '?'}: ${typeOf(schema, '      ')}`,
  );
  const optional = parameters.every((parameter) => !parameter.required);
  return `${place}${optional ? '?' : ''}: { ${fields.join('; ')} }`;
}

function contentType(content: z.output<typeof contentSchema>): string {
  const media = Object.entries(content).map(
    ([type, { schema }]) => `'${type}': ${type.endsWith('yaml') ? 'string' : typeOf(schema, '        ')}`,
  );
  return `{ ${media.join('; ')} }`;
}

if (import.meta.main) {
  const types = generateTypes(readFileSync(OPENAPI, 'utf8'));
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(TARGET), { recursive: true });
    writeFileSync(TARGET, types);
  } else if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== types) {
    process.stderr.write('client/src/generated/api.ts is out of step: npm run openapi\n');
    process.exitCode = 1;
  }
}
