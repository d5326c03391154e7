/** The part of a route that only the reference reads: openapi.ts makes the description of the API from it. */
import { z } from 'zod';
import { type ErrorCode, errorEntry } from './errors.ts';
import { idempotencyKeyField } from './fields.ts';
import { PROBLEM_TYPE, problemSchema } from './problem.ts';

export type Answers = Readonly<Record<number, z.ZodType>>;

/** What every operation says of itself. */
export interface Described<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends Answers> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** What the reference shows as the body where its parts are parsed one by one. */
  readonly bodyDocument?: z.ZodType;
  readonly answers: A;
  readonly codes: readonly ErrorCode[];
  /** Takes an Idempotency-Key. */
  readonly idempotent?: boolean;
  readonly bodyBytesMax?: number;
  /** Does much at once, so that it may take a minute. */
  readonly isLong?: boolean;
  /** Further content types of the body besides JSON, for the reference. */
  readonly consumes?: readonly string[];
  /** The content type of good answers where it is not JSON: their body is then a stream, and their headers name it. */
  readonly produces?: string;
  /** It only answers although it is sent with a body: nothing for the journal of deeds. */
  readonly isQuestion?: boolean;
  /** What tills do all day: the ledger has it, so the journal of deeds does not repeat it when a key or a till does it. */
  readonly isSelling?: boolean;
  /** What of the path the journal of deeds keeps besides our own ids: names, never codes. */
  readonly journalParams?: readonly string[];
}

/** Where openapi.ts finds the example of a body: JSON Schema made of a schema that changes what it parses loses it. */
export const BODY_EXAMPLE = 'x-body-example';

const COMMON_CODES = ['request_invalid', 'internal', 'unavailable', 'writes_refused', 'busy'] as const;
const BODY_CODES = ['json_malformed', 'content_type_unsupported', 'body_too_large'] as const;

export interface Access {
  /** A sentence for the reference. */
  readonly sentence: string;
  readonly security: readonly object[];
  readonly codes: readonly ErrorCode[];
  /** Schemas of parts that a request does not have. */
  readonly nothing: ReadonlySet<z.ZodType>;
}

/** The part of a route that only the reference reads (openapi.ts). */
export function documentation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends Answers>(
  operation: Described<P, Q, B, A>,
  access: Access,
): Record<string, unknown> {
  const hasBody = !access.nothing.has(operation.body);
  const codes = [...operation.codes, ...COMMON_CODES, ...access.codes, ...(hasBody ? BODY_CODES : [])];
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: `${operation.description}\n\n${access.sentence}`,
    security: access.security,
    ...(access.nothing.has(operation.params) ? {} : { params: operation.params }),
    ...(access.nothing.has(operation.query) ? {} : { querystring: operation.query }),
    ...(hasBody ? { body: operation.bodyDocument ?? operation.body } : {}),
    ...(hasBody ? exampleOf(operation.bodyDocument ?? operation.body) : {}),
    ...(operation.consumes === undefined ? {} : { consumes: ['application/json', ...operation.consumes] }),
    ...(operation.idempotent === true
      ? { headers: z.object({ 'idempotency-key': idempotencyKeyField.optional() }) }
      : {}),
    response: { ...goodAnswers(operation.answers, operation.produces), ...problemAnswers(codes) },
  };
}

function exampleOf(body: z.ZodType): Record<string, unknown> {
  const examples = z.array(z.unknown()).safeParse(body.meta()?.['examples']);
  const [example] = examples.data ?? [];
  return example === undefined ? {} : { [BODY_EXAMPLE]: example };
}

const GOOD: Readonly<Record<string, string>> = {
  200: 'The answer; of a command: it had been done before, and this is the first answer.',
  201: 'Done now.',
};

function goodAnswers(answers: Answers, type = 'application/json'): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => {
      const description = GOOD[status];
      return [status, description === undefined ? schema : { description, content: { [type]: { schema } } }];
    }),
  );
}

function problemAnswers(codes: readonly ErrorCode[]): Record<number, unknown> {
  const byStatus = Map.groupBy(new Set(codes), (code) => errorEntry(code).status);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${errorEntry(code).title}`).join(' · '),
        content: { [PROBLEM_TYPE]: { schema: problemSchema } },
      },
    ]),
  );
}
