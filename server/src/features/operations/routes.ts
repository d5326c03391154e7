/** /v1/operations: one operation with its reasons. */
import { z } from 'zod';
import { uuidField } from '../../fields.ts';
import { type AddRoute, noBody, noQuery } from '../../route.ts';
import type { QuoteDeps } from '../quotes/ask.ts';
import { operationSchema } from './answer.ts';
import { findOperation } from './find.ts';

export function addOperationRoutes(add: AddRoute, deps: QuoteDeps): void {
  add({
    method: 'GET',
    url: '/v1/operations/:id',
    id: 'getOperation',
    tag: 'Operations',
    scopes: ['till', 'read'],
    summary: 'An operation with its reasons',
    description: 'What was asked, what moved, and why, in Russian and English.',
    params: z.strictObject({ id: uuidField }),
    query: noQuery,
    body: noBody,
    answers: { 200: operationSchema },
    codes: ['operation_unknown'],
    handle: async ({ caller, params }) => {
      const { organizationId } = caller;
      return {
        status: 200,
        body: await findOperation(deps, { organizationId, operationId: params.id, accountId: null }),
      };
    },
  });
}
