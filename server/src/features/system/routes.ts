/** /healthz, /readyz, /metrics: for whoever runs the server. No key is asked for; none of them tells of customers. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Metrics } from '../../kit/metrics.ts';
import type { ReadinessCheck } from './ready.ts';

const healthSchema = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });
const readySchema = z.strictObject({ ready: z.boolean(), reason: z.string().optional() }).meta({ id: 'Readiness' });

export function addSystemRoutes(
  app: FastifyInstance,
  { checkReadiness, metrics }: { readonly checkReadiness: ReadinessCheck; readonly metrics: Metrics },
): void {
  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'health',
        tags: ['System'],
        summary: 'The process is alive',
        description: 'Says nothing of the database.',
        response: { 200: healthSchema },
      },
    },
    () => Promise.resolve({ status: 'ok' }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'ready',
        tags: ['System'],
        summary: 'The server can work',
        description:
          '200 when the database answers and can write, its migrations are current and the server is not stopping; otherwise 503 with the reason.',
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      const readiness = await checkReadiness();
      return reply.code(readiness.ready ? 200 : 503).send(readiness);
    },
  );
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
}
