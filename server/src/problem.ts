/**
 * Failures as RFC 9457 problem details. Whatever is thrown becomes one here: our own errors by the table, fastify's by
 * their codes, a database that is gone as `unavailable`, and everything else as `internal`, which is logged with the
 * request's id and tells the caller nothing more than that.
 */
import { z } from 'zod';
import { isConnectionLost, isTooSlow, isWriteRefused } from './kit/connection-lost.ts';
import { PatienceError } from './kit/patience.ts';
import { LedgerBusyError, LedgerClosedError, LedgerConflictError } from './ledger/ledger-error.ts';
import { ApiError, type ErrorCode, type ErrorParams, errorEntry } from './errors.ts';
import { RUSSIAN_ADVICE } from './russian-advice.ts';

export const PROBLEM_TYPE = 'application/problem+json';

export const problemSchema = z
  .looseObject({
    type: z.string().meta({ description: 'urn:kopilka:problem: and the code.' }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'What programs should look at.' }),
    detail: z.string().meta({ description: 'What happened and what to do, for people.' }),
    titleRu: z.string().optional().meta({ description: 'The title in Russian.' }),
    detailRu: z.string().optional().meta({ description: 'The detail in Russian.' }),
    problems: z
      .array(
        z.looseObject({
          path: z.string(),
          message: z.string(),
          messageRu: z.string().optional().meta({ description: 'The same in Russian, where there is one.' }),
        }),
      )
      .optional()
      .meta({ description: 'Every single mistake, where there may be several.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details; further members are the parameters of the code.' });

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly titleRu: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly detailRu: string;
  readonly [param: string]: unknown;
}

export function problemOf(code: ErrorCode, params: ErrorParams = {}): Problem {
  const entry = errorEntry(code);
  return {
    ...params,
    type: `urn:kopilka:problem:${code}`,
    title: entry.title,
    titleRu: entry.titleRu,
    status: entry.status,
    code,
    detail: filled(entry.detail, params),
    detailRu: filled(RUSSIAN_ADVICE[code], params),
  };
}

function filled(sentence: string, params: ErrorParams): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in params ? String(params[name]) : place));
}

const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'json_malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json_malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'json_malformed',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content_type_unsupported',
  FST_ERR_CTP_INVALID_TYPE: 'content_type_unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_BAD_URL: 'url_malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'url_malformed',
};

/** What a thrown thing is for the caller. `internal` and `unavailable` are the ones to log. */
export function problemFrom(error: unknown, requestId: string): Problem {
  if (error instanceof ApiError) return problemOf(error.code, error.params);
  if (error instanceof LedgerBusyError || error instanceof LedgerConflictError) return problemOf('busy', { requestId });
  if (isWriteRefused(error)) return problemOf('writes_refused', { requestId });
  if (
    error instanceof LedgerClosedError ||
    error instanceof PatienceError ||
    isConnectionLost(error) ||
    isTooSlow(error)
  )
    return problemOf('unavailable', { requestId });
  const { code, statusCode } = facts(error);
  const known = FASTIFY_CODES[code];
  if (known !== undefined) return problemOf(known);
  if (statusCode === 400 && error instanceof SyntaxError) return problemOf('json_malformed');
  return problemOf('internal', { requestId });
}

const factsSchema = z.object({ code: z.string().catch(''), statusCode: z.number().catch(0) });

function facts(error: unknown): z.infer<typeof factsSchema> {
  return factsSchema.catch({ code: '', statusCode: 0 }).parse(error);
}
